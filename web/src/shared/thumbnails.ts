/** Small pictures of a report's files: each is fetched when it comes into sight, and opens its large one. */
import type { Address, Attachment } from "./answers.ts";
import { h } from "./element.ts";
import { t } from "./words.ts";

export type Size = "small" | "large";
export type AskFile = (file: Attachment, size: Size) => Promise<Address>;

/** Whether a file has a small picture by now. */
export const hasPicture = ({ state, content_type }: Attachment): boolean =>
  state === "checked" && content_type.startsWith("image/");

/** The small picture, a button that opens the large one; empty until it came. */
export function thumbnail(file: Attachment, ask: AskFile, open: () => void): HTMLButtonElement {
  const label = t("files.fileOpenOf", { name: file.filename });
  const frame = h("button", { type: "button", class: "thumbnail", "aria-label": label, onclick: open });
  const load = async () => {
    try {
      frame.replaceChildren(h("img", { src: (await ask(file, "small")).url, alt: "" }));
    } catch {
      // the button's name says which it is
    }
  };
  whenSeen(frame, () => void load());
  return frame;
}

function whenSeen(element: Element, then: () => void): void {
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    then();
  });
  observer.observe(element);
}
