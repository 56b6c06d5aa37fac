/** A unit's canned replies: ready-made sentences for its officers. */
import { reason } from "../../shared/api.ts";
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { pathOf, rowsPage } from "./rows.ts";

/** The page. */
export const cannedRepliesPage = rowsPage({
  page: "wordings",
  title: t("desk.page_wordings"),
  about: t("desk.aboutReplies"),
  path: "/officer/wordings",
  filters: ["agency"],
  nameOf: (row) => String(row["title"]),
  columns: [
    { label: t("desk.replyTitle"), show: (row) => String(row["title"]) },
    { label: t("desk.replyText"), show: (row) => h("span", { class: "text", dir: "auto" }, String(row["text"])) },
    { label: t("desk.column_holder_agency"), show: (row) => String(row["agency_name"] ?? row["agency_id"]) },
  ],
  fields: [
    { name: "agency_id", label: t("desk.column_holder_agency"), kind: "agency" },
    { name: "title", label: t("desk.replyTitle"), kind: "line" },
    { name: "text", label: t("desk.replyText"), kind: "text", hint: t("desk.replyHint") },
  ],
  keys: ["wording_id"],
  actions: (row, again) => [removing(row, again)],
});

/** Taken away at the second press. */
function removing(row: Record<string, unknown>, again: (notice: string) => void): HTMLElement {
  const name = String(row["title"]);
  const control = h(
    "button",
    { type: "button", class: "as-link", "aria-label": `${t("desk.remove")}: ${name}` },
    t("desk.remove"),
  );
  let isAsked = false;
  control.addEventListener("click", () => {
    if (!isAsked) {
      isAsked = true;
      control.textContent = t("desk.removeSure");
      return;
    }
    ask(
      "POST",
      pathOf("/officer/wordings", row["wording_id"], "/remove"),
      row["version"] === undefined ? {} : { version: row["version"] },
    ).then(
      () => again(t("desk.removed", { name })),
      (failure: unknown) => again(reason(failure)),
    );
  });
  return control;
}
