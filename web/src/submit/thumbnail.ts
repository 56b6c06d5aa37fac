/** A small picture of a file that was chosen, out of the device itself; what is no picture shows its ending. */
import { h } from "../shared/element.ts";
import { isOneOf, type FileType } from "../shared/facts.ts";
import type { DraftFile } from "../shared/submission/draft.ts";

/** What every browser can show. */
const SHOWN: FileType[] = ["image/jpeg", "image/png", "image/webp"];
const addresses = new WeakMap<Blob, string>();

/** The picture, with `text` for those who do not see it. */
export function thumbnail({ name, type, blob }: DraftFile, text: string): HTMLElement {
  const ending = () => h("span", { class: "thumbnail thumbnail--ending" }, name.split(".").pop()?.toUpperCase() ?? "");
  if (!isOneOf(SHOWN, type)) return ending();
  const address = addresses.get(blob) ?? URL.createObjectURL(blob);
  addresses.set(blob, address);
  const picture = h("img", { class: "thumbnail", src: address, alt: text });
  // A broken picture is told by the store; here it is only not shown.
  picture.addEventListener("error", () => picture.replaceWith(ending()));
  return picture;
}
