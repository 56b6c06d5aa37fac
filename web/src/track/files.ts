/** Photos and files of one's own report, each with what became of it. */
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";

type Shown = { attachment_id?: string; filename?: string; status?: string; reason?: string; url?: string };

/** The list; null where there is none. */
export function filesOf(attachments: unknown[]): HTMLElement | null {
  if (attachments.length === 0) return null;
  return h(
    "ul",
    { class: "govuk-list govuk-list--bullet", "aria-label": t("track.files") },
    ...attachments.map((one) => h("li", {}, ...row(one))),
  );
}

function row(one: unknown): (Node | string)[] {
  if (typeof one !== "object" || one === null) return [String(one)];
  const { attachment_id = "", filename = attachment_id, status, reason, url } = one as Shown;
  const name = url ? h("a", { class: "govuk-link", href: url }, filename) : filename;
  if (status === "refused") return [name, ` (${t("track.fileRefused")}${reason ? `: ${reason}` : ""})`];
  return status && !url ? [name, ` (${t("track.fileChecking")})`] : [name];
}
