/** The working calendar: days without work; the nation declares another, and open deadlines move. */
import { dayInWords } from "../../shared/dates.ts";
import { HOLIDAY_KINDS, type HolidayKind } from "../../shared/facts.ts";
import { language, t, type Key } from "../../shared/words.ts";
import { rowsPage } from "./rows.ts";

const KIND: Record<HolidayKind, Key> = { national: "desk.national", collective_leave: "desk.collectiveLeave" };

/** The page. */
export const calendarPage = rowsPage({
  page: "calendar",
  title: t("desk.page_calendar"),
  about: t("desk.aboutCalendar"),
  path: "/officer/calendar",
  writes: (profile) => profile.role === "nation",
  changes: false,
  nameOf: (row) => dayInWords(String(row["date"]), language()),
  columns: [
    { label: t("desk.date"), show: (row) => dayInWords(String(row["date"]), language()) },
    { label: t("desk.column_name"), show: (row) => String(language() === "en" ? row["name_en"] : row["name_id"]) },
    { label: t("desk.kind"), show: (row) => t(KIND[row["kind"] as HolidayKind]) },
    { label: t("desk.source"), show: (row) => String(row["decree"] ?? "SKB 3 Menteri") || "SKB 3 Menteri" },
  ],
  fields: [
    { name: "date", label: t("desk.date"), kind: "date", hint: t("desk.dateHint") },
    {
      name: "kind",
      label: t("desk.kind"),
      kind: "select",
      options: HOLIDAY_KINDS.map((one): [string, string] => [one, t(KIND[one])]),
    },
    { name: "name_id", label: t("desk.nameId"), kind: "line" },
    { name: "name_en", label: t("desk.nameEn"), kind: "line" },
    { name: "decree", label: t("desk.decree"), kind: "line" },
  ],
});
