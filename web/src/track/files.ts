/** Photos and files of one's own report, each with what became of it; what was checked can be opened. */
import { ask, part, reason } from "../shared/api.ts";
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";
import type { Opened } from "./session.ts";

type Attachment = {
  attachment_id: string;
  filename: string;
  state: "pending" | "checked" | "refused" | "missing";
  by: string;
  message?: string;
};
type Address = { url: string; shown_in_place: boolean };

/** The list; null where there is none. */
export function filesOf(attachments: unknown[], open: Opened): HTMLElement | null {
  const files = attachments.filter((one): one is Attachment => typeof one === "object" && one !== null);
  if (files.length === 0) return null;
  return h("ul", { class: "files", "aria-label": t("track.files") }, ...files.map((file) => row(file, open)));
}

function row(file: Attachment, open: Opened): HTMLElement {
  const said = h("span", { class: "quiet", role: "status" }, stateOf(file));
  const place = h("div", { class: "files__picture" });
  const show = async () => {
    try {
      const path = `/reports/${part(open.id)}/attachments/${part(file.attachment_id)}?size=large`;
      const { url, shown_in_place } = await ask<Address>("GET", path, { code: open.code });
      if (shown_in_place) place.replaceChildren(h("img", { src: url, alt: file.filename }));
      else h("a", { href: url, download: file.filename }).click();
    } catch (failure) {
      said.textContent = reason(failure);
    }
  };
  const label = t("track.fileOpenOf", { name: file.filename });
  const opener = h("button", { type: "button", class: "as-link", "aria-label": label, onclick: () => void show() });
  opener.append(t("track.fileOpen"));
  return h(
    "li",
    {},
    h("span", { class: "files__name", dir: "auto" }, file.filename, h("br"), said),
    file.state === "checked" ? opener : null,
    place,
  );
}

function stateOf({ state, by, message = "" }: Attachment): string {
  const from = by === "reporter" ? "" : ` · ${t("track.fileFromAgency")}`;
  return `${t(`track.file_${state}`)}${message ? `: ${message}` : ""}${from}`;
}
