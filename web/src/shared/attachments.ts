/** Photos and files of a report, each with what became of it; what was checked is opened when somebody wants to see it. */
import type { Attachment } from "./answers.ts";
import { reason } from "./api.ts";
import { h } from "./element.ts";
import { hasPicture, thumbnail, type AskFile } from "./thumbnails.ts";
import { t } from "./words.ts";

/** The list; null where there is none. `said` tells what became of a file, `ask` where it can be had. */
export function attachmentList(
  label: string,
  files: Attachment[],
  said: (file: Attachment) => string,
  ask: AskFile,
): HTMLElement | null {
  if (files.length === 0) return null;
  return h("ul", { class: "files", "aria-label": label }, ...files.map((file) => row(file, said(file), ask)));
}

/** Pictures alone, side by side, each with a word for all of them above. */
export function pictures(label: string, files: Attachment[], ask: AskFile): HTMLElement | null {
  const shown = files.filter(hasPicture);
  if (shown.length === 0) return null;
  const place = h("div", { class: "files__picture" });
  const status = h("p", { class: "govuk-body-s quiet", role: "status" });
  const small = shown.map((file) => thumbnail(file, ask, () => void show(file, ask, place, status)));
  return h(
    "figure",
    { class: "pictures" },
    h("figcaption", { class: "govuk-body-s" }, label),
    h("div", { class: "pictures__row" }, ...small),
    status,
    place,
  );
}

function row(file: Attachment, said: string, ask: AskFile): HTMLElement {
  const status = h("span", { class: "quiet", role: "status" }, said);
  const place = h("div", { class: "files__picture" });
  const open = () => void show(file, ask, place, status);
  const name = t("files.fileOpenOf", { name: file.filename });
  const opener = h(
    "button",
    { type: "button", class: "as-link", "aria-label": name, onclick: open },
    t("files.fileOpen"),
  );
  const small = hasPicture(file) ? thumbnail(file, ask, open) : opener;
  return h(
    "li",
    {},
    h("span", { class: "files__name", dir: "auto" }, file.filename, h("br"), status),
    file.state === "checked" ? small : null,
    place,
  );
}

/** A picture is shown in its place, anything else is given as a file. */
async function show(file: Attachment, ask: AskFile, place: HTMLElement, status: HTMLElement): Promise<void> {
  try {
    const { url, shown_in_place } = await ask(file, "large");
    if (shown_in_place) place.replaceChildren(h("img", { src: url, alt: file.filename }));
    else h("a", { href: url, download: file.filename }).click();
  } catch (failure) {
    status.textContent = reason(failure);
  }
}
