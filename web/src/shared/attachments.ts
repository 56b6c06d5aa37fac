/** Photos and files of a report, each with what became of it; what was checked is opened when somebody wants to see it. */
import type { Address, Attachment } from "./answers.ts";
import { reason } from "./api.ts";
import { h } from "./element.ts";
import { t } from "./words.ts";

/** The list; null where there is none. `said` tells what became of a file, `ask` where it can be had. */
export function attachmentList(
  label: string,
  files: Attachment[],
  said: (file: Attachment) => string,
  ask: (file: Attachment) => Promise<Address>,
): HTMLElement | null {
  if (files.length === 0) return null;
  const rows = files.map((file) => row(file, said(file), () => ask(file)));
  return h("ul", { class: "files", "aria-label": label }, ...rows);
}

function row(file: Attachment, said: string, ask: () => Promise<Address>): HTMLElement {
  const status = h("span", { class: "quiet", role: "status" }, said);
  const place = h("div", { class: "files__picture" });
  const show = async () => {
    try {
      const { url, shown_in_place } = await ask();
      if (shown_in_place) place.replaceChildren(h("img", { src: url, alt: file.filename }));
      else h("a", { href: url, download: file.filename }).click();
    } catch (failure) {
      status.textContent = reason(failure);
    }
  };
  const name = t("files.fileOpenOf", { name: file.filename });
  const opener = h(
    "button",
    { type: "button", class: "as-link", "aria-label": name, onclick: () => void show() },
    t("files.fileOpen"),
  );
  return h(
    "li",
    {},
    h("span", { class: "files__name", dir: "auto" }, file.filename, h("br"), status),
    file.state === "checked" ? opener : null,
    place,
  );
}
