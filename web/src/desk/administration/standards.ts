/** Time limits: the national ones with their sources, and an institution's own stricter ones. */
import { dayInWords } from "../../shared/dates.ts";
import { h } from "../../shared/element.ts";
import { OWN_LIMITS, REPORT_CLASSES } from "../../shared/facts.ts";
import { language, t } from "../../shared/words.ts";
import { codeOf, rowsPage, type Row } from "./rows.ts";

const classOf = (one: unknown) => (one === "supervisory" ? t("desk.supervisory") : codeOf("classification", one));
const own = (row: Row) => row["source"] === null;

/** The page. */
export const standardsPage = rowsPage({
  page: "standards",
  title: t("desk.page_standards"),
  about: t("desk.aboutStandards"),
  path: "/officer/standards",
  changes: false,
  nameOf: (row) => `${codeOf("limit", row["limit"])} ${row["class"] ? classOf(row["class"]) : ""}`.trim(),
  columns: [
    {
      label: t("desk.limit"),
      show: (row) =>
        h(
          "span",
          {},
          codeOf("limit", row["limit"]),
          row["class"] ? h("span", { class: "quiet queue__more" }, classOf(row["class"])) : null,
        ),
    },
    {
      label: t("desk.length"),
      show: (row) =>
        t(row["unit"] === "calendar_days" ? "desk.calendarDays" : "desk.workingDays", { n: Number(row["days"]) }),
    },
    { label: t("desk.source"), show: (row) => (own(row) ? String(row["agency_id"]) : String(row["source"] ?? "")) },
    { label: t("desk.from"), show: (row) => (row["from"] ? dayInWords(String(row["from"]), language()) : "–") },
  ],
  fields: [
    { name: "agency_id", label: t("desk.column_holder_agency"), kind: "agency" },
    {
      name: "limit",
      label: t("desk.limit"),
      kind: "select",
      options: OWN_LIMITS.map((one): [string, string] => [one, codeOf("limit", one)]),
    },
    {
      name: "class",
      label: t("desk.class"),
      kind: "select",
      options: [["", t("desk.every")], ...REPORT_CLASSES.map((one): [string, string] => [one, classOf(one)])],
      hint: t("desk.classHint"),
    },
    { name: "days", label: t("desk.length"), kind: "number" },
    { name: "from", label: t("desk.from"), kind: "date" },
  ],
});
