/** Photos and files of a report, each opened when somebody wants to see it. */
import { part, reason } from "../../shared/api.ts";
import { h } from "../../shared/element.ts";
import { t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import type { OfficerView } from "./view.ts";

type Attachment = {
  attachment_id: string;
  filename: string;
  content_type: string;
  state: string;
  by: string;
  message?: string;
};
type Address = { url: string; shown_in_place: boolean };

/** The list; null where there is none. */
export function filesOf(view: OfficerView): HTMLElement | null {
  const files = view.attachments as Attachment[];
  if (files.length === 0) return null;
  return h("ul", { class: "files", "aria-label": t("desk.files") }, ...files.map((file) => row(file, view.report_id)));
}

function row(file: Attachment, report: string): HTMLElement {
  const said = h(
    "span",
    { class: "quiet", role: "status" },
    `${t(`desk.file_${file.state}` as "desk.file_checked")}${file.message ? `: ${file.message}` : ""} · ${word("role", file.by)}`,
  );
  const place = h("div", { class: "files__picture" });
  const show = async (size: string) => {
    try {
      const { url, shown_in_place } = await ask<Address>(
        "GET",
        `/officer/reports/${part(report)}/attachments/${part(file.attachment_id)}?size=${size}`,
      );
      if (shown_in_place) place.replaceChildren(h("img", { src: url, alt: file.filename }));
      else h("a", { href: url, download: file.filename }).click();
    } catch (failure) {
      said.textContent = reason(failure);
    }
  };
  const isChecked = file.state === "checked";
  const opener = h("button", {
    type: "button",
    class: "as-link",
    "aria-label": t("desk.fileOpenOf", { name: file.filename }),
    onclick: () => void show("large"),
  });
  opener.append(t("desk.fileOpen"));
  return h(
    "li",
    {},
    h("span", { class: "files__name", dir: "auto" }, file.filename, h("br"), said),
    isChecked ? opener : null,
    place,
  );
}
