/** The working calendar: days without work; the nation declares another, and open deadlines move. */
import { line } from "../../shared/controls.ts";
import { dayInWords, today } from "../../shared/dates.ts";
import { HOLIDAY_KINDS, type HolidayKind } from "../../shared/facts.ts";
import { language, t, type Key } from "../../shared/words.ts";
import { rowStep } from "./row_step.ts";
import { rowsPage, type Row } from "./rows.ts";

const KIND: Record<HolidayKind, Key> = { national: "desk.national", collective_leave: "desk.collectiveLeave" };

const STATUS: Record<string, Key> = {
  decreed: "desk.dayDecreed",
  subject_to_isbat: "desk.dayUncertain",
  revoked: "desk.dayRevoked",
};

const isInForce = (row: Row): boolean => row["status"] !== "revoked" && String(row["date"]) >= today(new Date(), null);

/** The page. */
export const calendarPage = rowsPage({
  page: "calendar",
  title: t("desk.page_calendar"),
  about: t("desk.aboutCalendar"),
  path: "/officer/calendar",
  writes: (profile) => profile.role === "nation",
  changes: false,
  nameOf: (row) => dayInWords(String(row["date"]), language()),
  actions: (row, again) => (isInForce(row) ? [takingBack(row, again)] : []),
  columns: [
    { label: t("desk.date"), show: (row) => dayInWords(String(row["date"]), language()) },
    { label: t("desk.column_name"), show: (row) => String(language() === "en" ? row["name_en"] : row["name_id"]) },
    { label: t("desk.kind"), show: (row) => t(KIND[row["kind"] as HolidayKind]) },
    { label: t("desk.dayStatus"), show: (row) => t(STATUS[row["status"] as string] ?? "desk.dayDecreed") },
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

/** Taking a day back: only with the decree that does it, and after a word on what it means. */
function takingBack(row: Row, again: (notice: string) => void): HTMLElement {
  const date = String(row["date"]);
  const name = dayInWords(date, language());
  const step = {
    label: t("desk.revoke"),
    name,
    hint: t("desk.revokeHint", { name }),
    fields: () => [line("revoke", "decree", t("desk.revokeDecree"), {})],
    path: "/officer/calendar/revoke",
    fixed: { date },
  };
  return rowStep(step, again);
}
