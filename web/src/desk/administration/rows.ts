/** A page of rows that an administrator keeps: a table, one form for new and known rows, and what went wrong in place. */
import type { Profile } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { button, columnHeads, h, p } from "../../shared/element.ts";
import { clearFaults, showFailure } from "../../shared/errors.ts";
import { t, word } from "../../shared/words.ts";
import { agencyPicker } from "../agency_picker.ts";
import { ask } from "../api.ts";
import { named } from "../named_faults.ts";
import { deskAddress, go, link, type DeskPage } from "../desk.ts";
import { check, line, select, textArea } from "../../shared/controls.ts";

export type Row = Record<string, unknown> & { version?: number };
export type FieldSpec = {
  name: string;
  label: string;
  kind: "line" | "date" | "number" | "text" | "check" | "agency" | "list" | "select";
  options?: [string, string][];
  hint?: string;
  /** Ticked in a new row. */
  ticked?: boolean;
  /** Known once, and not to be changed any more. */
  fixed?: boolean;
};
export type RowsSpec = {
  page: string;
  title: string;
  about: string;
  path: string;
  columns: { label: string; show: (row: Row) => HTMLElement | string }[];
  fields: FieldSpec[];
  /** What names a row for people. */
  nameOf: (row: Row) => string;
  /** Whether the officer may write here; reading is for all who see the page. */
  writes?: (profile: Profile) => boolean;
  filters?: ("q" | "agency" | "parent")[];
  /** What names a known row to the API beside its fields. */
  keys?: string[];
  /** Whether a known row can be changed at all. */
  changes?: boolean;
  extra?: (profile: Profile, again: () => void) => HTMLElement | null;
  actions?: (row: Row, again: (notice: string) => void) => HTMLElement[];
};
type RowList = { items: Row[]; next?: string | null } & Record<string, unknown>;

/** The page of a specification. */
export function rowsPage(spec: RowsSpec): DeskPage {
  return async (place, profile, query) => {
    const asked = new URLSearchParams();
    for (const name of [...(spec.filters ?? []), "cursor"]) if (query.get(name)) asked.set(name, query.get(name)!);
    const load = () => ask<RowList>("GET", `${spec.path}${asked.toString() ? `?${asked}` : ""}`);
    const list = await load();
    const mayWrite = spec.writes?.(profile) ?? true;
    const form = h("div", { class: "unprinted" });
    const notice = h("div", { role: "status" });
    const again = (said: string) => {
      notice.replaceChildren(h("p", { class: "govuk-inset-text" }, said));
      load().then(
        (fresh) => body.replaceChildren(...shown(fresh)),
        (failure: unknown) => body.replaceChildren(p(reason(failure))),
      );
    };
    const edit = (row: Row | null) => {
      form.replaceChildren(rowForm(spec, row, profile, form, again));
      form.querySelector<HTMLElement>("h2")?.focus();
    };
    const shown = (found: RowList): HTMLElement[] => [
      found.items.length > 0
        ? table(spec, found.items, mayWrite && spec.changes !== false ? edit : null, again)
        : p(t("desk.noRows")),
      h(
        "nav",
        { class: "govuk-button-group", "aria-label": t("desk.pages") },
        asked.has("cursor") ? link(t("desk.first"), address(spec, asked, null)) : null,
        found.next ? link(t("desk.next"), address(spec, asked, found.next)) : null,
      ),
    ];
    const body = h("div", {}, ...shown(list));
    place.append(
      h("h1", { class: "govuk-heading-l" }, spec.title),
      p(spec.about),
      notice,
      ...(spec.filters?.includes("q") ? [filter(spec, query)] : []),
      ...(mayWrite ? [button(t("desk.addRow"), () => edit(null))] : []),
      form,
      body,
    );
    const extra = spec.extra?.(profile, () => again(t("desk.saved")));
    if (extra) place.append(extra);
    return spec.title;
  };
}

const address = (spec: RowsSpec, asked: URLSearchParams, cursor: string | null) =>
  deskAddress({ page: spec.page, ...Object.fromEntries(asked), cursor });

function filter(spec: RowsSpec, query: URLSearchParams): HTMLElement {
  const form = h(
    "form",
    { class: "filters unprinted", role: "search" },
    line("filter", "q", t("desk.searchRows"), { q: query.get("q") ?? "" }),
    h("button", { class: "govuk-button govuk-button--secondary" }, t("desk.filter")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(deskAddress({ page: spec.page, ...(Object.fromEntries(new FormData(form)) as Record<string, string>) }));
  });
  return form;
}

function table(
  spec: RowsSpec,
  rows: Row[],
  edit: ((row: Row) => void) | null,
  again: (notice: string) => void,
): HTMLElement {
  return h(
    "table",
    { class: "govuk-table queue" },
    h("caption", { class: "govuk-visually-hidden" }, spec.title),
    columnHeads(
      ...spec.columns.map(({ label }) => label),
      edit && h("span", { class: "unprinted" }, t("desk.actions")),
    ),
    h(
      "tbody",
      {},
      ...rows.map((row) =>
        h(
          "tr",
          {},
          ...spec.columns.map(({ label, show }, index) =>
            index === 0
              ? h("th", { class: "govuk-table__header", scope: "row" }, show(row))
              : h("td", { class: "govuk-table__cell", "data-label": label }, show(row)),
          ),
          edit
            ? h(
                "td",
                { class: "govuk-table__cell unprinted" },
                h(
                  "button",
                  {
                    type: "button",
                    class: "as-link",
                    "aria-label": `${t("desk.change")}: ${spec.nameOf(row)}`,
                    onclick: () => edit(row),
                  },
                  t("desk.change"),
                ),
                " ",
                ...(spec.actions?.(row, again) ?? []),
              )
            : null,
        ),
      ),
    ),
  );
}

function rowForm(
  spec: RowsSpec,
  row: Row | null,
  profile: Profile,
  place: HTMLElement,
  again: (notice: string) => void,
): HTMLElement {
  const status = h("p", { class: "govuk-body", role: "status" });
  const form = h(
    "form",
    { novalidate: true, class: "batch__form batch" },
    h("h2", { class: "govuk-heading-m", tabindex: "-1" }, row ? spec.nameOf(row) : t("desk.addRow")),
    ...spec.fields.map((field) => control(field, row, profile)),
    status,
    h(
      "div",
      { class: "govuk-button-group" },
      h("button", { class: "govuk-button" }, t("desk.save")),
      button(t("desk.cancel"), () => place.replaceChildren(), "secondary"),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearFaults(form);
    const keys = Object.fromEntries((spec.keys ?? []).filter((key) => row?.[key]).map((key) => [key, row![key]]));
    const body = { ...bodyOf(spec, form, row), ...keys, ...(row?.version ? { version: row.version } : {}) };
    ask<Row>("POST", spec.path, body).then(
      (saved) => {
        place.replaceChildren();
        again(t("desk.savedRow", { name: spec.nameOf(saved) }));
      },
      (failure: unknown) => showFailure(form, status, named(form, failure)),
    );
  });
  return form;
}

function control(field: FieldSpec, row: Row | null, profile: Profile): HTMLElement {
  const { name, label, hint = "" } = field;
  const value = row?.[name];
  const typed = {
    [name]: Array.isArray(value) ? value.join("; ") : value === undefined || value === null ? "" : String(value),
  };
  const isFixed = Boolean(row && field.fixed);
  const made = () => {
    switch (field.kind) {
      case "text":
        return textArea("row", name, label, typed, hint, 6);
      case "check":
        return check(name, label, row ? value === true : field.ticked === true, hint);
      case "agency":
        return agencyPicker(
          name,
          label,
          row ? [] : [{ agency_id: profile.agency_id, name: profile.agency?.name ?? profile.agency_id }],
          typed[name],
          hint,
        );
      case "select":
        return select("row", name, label, field.options ?? [], typed);
      case "date":
      case "number":
        return line("row", name, label, typed, hint, field.kind);
      default:
        return line("row", name, label, typed, hint);
    }
  };
  const element = made();
  if (isFixed) for (const input of element.querySelectorAll("input, select")) input.setAttribute("readonly", "");
  return element;
}

function bodyOf(spec: RowsSpec, form: HTMLFormElement, row: Row | null): Record<string, unknown> {
  const given = new FormData(form);
  const body: Record<string, unknown> = {};
  for (const { name, kind } of spec.fields) {
    const value = String(given.get(name) ?? "").trim();
    if (kind === "check") body[name] = given.get(name) !== null;
    else if (kind === "list") body[name] = value ? value.split(/\s*;\s*/).filter(Boolean) : [];
    else if (kind === "number") body[name] = value ? Number(value) : null;
    else if (value || row) body[name] = value || null;
  }
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => row !== null || (value !== null && value !== "")),
  );
}

/** A code as the API's words call it. */
export const codeOf = (kind: string, code: unknown): string =>
  typeof code === "string" && code ? word(kind, code) : "–";
/** A path with one part that people chose. */
export const pathOf = (before: string, one: unknown, after = ""): string => `${before}/${part(String(one))}${after}`;
