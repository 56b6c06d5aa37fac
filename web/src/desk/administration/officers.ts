/** Officers: invited by mail, replaced, disabled. */
import type { Profile } from "../../shared/answers.ts";
import { h } from "../../shared/element.ts";
import { ROLES } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import { line } from "../../shared/controls.ts";
import { importBox } from "./import.ts";
import { rowStep } from "./row_step.ts";
import { codeOf, pathOf, rowsPage, type Row } from "./rows.ts";

const EXAMPLE =
  "username;email;role;agency_id;deputy_of;disabled\r\ncontoh.dinas;contoh@petugas.example;liaison;kab.6201.contoh;;";

/** The page. */
export const officersPage = rowsPage({
  page: "officers",
  title: t("desk.page_officers"),
  about: t("desk.aboutOfficers"),
  path: "/officer/officers",
  filters: ["q", "agency"],
  nameOf: (row) => String(row["username"]),
  columns: [
    {
      label: t("desk.username"),
      show: (row) =>
        h("span", {}, String(row["username"]), h("span", { class: "quiet queue__more" }, String(row["email"]))),
    },
    {
      label: t("desk.role"),
      show: (row) =>
        `${codeOf("role", row["role"])}${row["deputy_of"] ? ` (${t("desk.deputyOf", { name: String(row["deputy_of"]) })})` : ""}`,
    },
    { label: t("desk.column_holder_agency"), show: (row) => String(row["agency_name"] ?? row["agency_id"]) },
    {
      label: t("desk.column_state"),
      show: (row) =>
        row["disabled"]
          ? h("strong", { class: "govuk-tag govuk-tag--grey" }, t("desk.isDisabled"))
          : h("strong", { class: "govuk-tag govuk-tag--green" }, t("desk.isActive")),
    },
  ],
  fields: [
    { name: "username", label: t("desk.username"), kind: "line", hint: t("desk.usernameHint"), fixed: true },
    { name: "email", label: t("desk.email"), kind: "line" },
    {
      name: "role",
      label: t("desk.role"),
      kind: "select",
      options: ROLES.map((one): [string, string] => [one, codeOf("role", one)]),
    },
    { name: "agency_id", label: t("desk.column_holder_agency"), kind: "agency" },
    { name: "deputy_of", label: t("desk.deputy"), kind: "line", hint: t("desk.deputyHint") },
    { name: "disabled", label: t("desk.isDisabled"), kind: "check", hint: t("desk.disabledHint") },
  ],
  actions: (row, again) => (row["disabled"] ? [] : [replacing(row, again)]),
  extra: (_: Profile, again) => importBox("/officer/officers", t("desk.page_officers"), EXAMPLE, again),
});

function replacing(row: Row, again: (notice: string) => void): HTMLElement {
  const name = String(row["username"]);
  const step = {
    label: t("desk.replace"),
    name,
    hint: t("desk.replaceHint", { name }),
    fields: () => [
      line("replace", "username", t("desk.username"), {}, t("desk.usernameHint")),
      line("replace", "email", t("desk.email"), {}),
    ],
    path: pathOf("/officer/officers", name, "/replace"),
  };
  return rowStep(step, again);
}
