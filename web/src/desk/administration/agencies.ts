/** Agencies: the tree, and units that nobody answers for. */
import type { Profile } from "../../shared/answers.ts";
import { HOME_ZONE } from "../../shared/dates.ts";
import { h } from "../../shared/element.ts";
import { ABBREVIATED_KINDS, AGENCY_KINDS, TIME_ZONES, type AgencyKind } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import { deskAddress, link } from "../desk.ts";
import { importBox } from "./import.ts";
import { rowsPage } from "./rows.ts";

/** Most new units are departments. */
const USUAL: AgencyKind = "DINAS";
const KINDS = [USUAL, ...AGENCY_KINDS.filter((kind) => kind !== USUAL)];
/** "INSTANSI_VERTIKAL" as people write it: "Instansi vertikal". */
const kindInWords = (kind: string) =>
  (ABBREVIATED_KINDS as readonly string[]).includes(kind)
    ? kind
    : kind[0]! + kind.slice(1).toLowerCase().replace("_", " ");
const HEADER = "id;name;kind;parent;timezone;duties;short_name;accepts_reports";
const EXAMPLE = `${HEADER}\r\nkab.6201.contoh;Dinas Contoh;${USUAL};kab.6201;${HOME_ZONE};;;true`;

/** The page. */
export const agenciesPage = rowsPage({
  page: "agencies",
  title: t("desk.page_agencies"),
  about: t("desk.aboutAgencies"),
  path: "/officer/agencies",
  filters: ["q", "parent"],
  nameOf: (row) => String(row["name"] ?? row["id"]),
  columns: [
    {
      label: t("desk.column_name"),
      show: (row) =>
        h(
          "span",
          {},
          link(String(row["name"]), deskAddress({ page: "agencies", parent: String(row["id"]) })),
          h("span", { class: "quiet queue__more" }, `${String(row["id"])} · ${kindInWords(String(row["kind"]))}`),
        ),
    },
    { label: t("desk.column_duties"), show: (row) => (row["duties"] as string[]).join(", ") || "–" },
    {
      label: t("desk.column_liaisons"),
      show: (row) =>
        (row["warnings"] as string[] | undefined)?.includes("no_liaison")
          ? h("strong", { class: "govuk-tag govuk-tag--red" }, t("desk.noLiaison"))
          : link(String(row["liaisons"] ?? 0), deskAddress({ page: "officers", agency: String(row["id"]) })),
    },
  ],
  fields: [
    { name: "id", label: t("desk.column_id"), kind: "line", hint: t("desk.idHint"), fixed: true },
    { name: "name", label: t("desk.column_name"), kind: "line" },
    { name: "short_name", label: t("desk.shortName"), kind: "line" },
    {
      name: "kind",
      label: t("desk.kind"),
      kind: "select",
      options: KINDS.map((one): [string, string] => [one, kindInWords(one)]),
    },
    { name: "parent", label: t("desk.parent"), kind: "agency" },
    { name: "timezone", label: t("desk.timezone"), kind: "select", options: Object.entries(TIME_ZONES) },
    { name: "duties", label: t("desk.column_duties"), kind: "list", hint: t("desk.dutiesHint") },
    { name: "accepts_reports", label: t("desk.accepts"), kind: "check", hint: t("desk.acceptsHint"), ticked: true },
  ],
  extra: (_: Profile, again) => importBox("/officer/agencies", t("desk.page_agencies"), EXAMPLE, again),
});
