/** What each command asks for. Which commands there are is the API's word (`allowed`), never guessed here. */
import { h } from "../../shared/element.ts";
import { codes, t, word } from "../../shared/words.ts";
import { agencyPicker, type Choice } from "../agency_picker.ts";
import { check, files, line, select, textArea } from "./controls.ts";
import type { Typed } from "./drafts.ts";
import { lintedText } from "./linted_text.ts";
import type { OfficerView } from "./view.ts";
import { wordingFields } from "./wording.ts";

/** Commands in the order an officer would think of them. */
export const ORDER = [
  "verify", "accept", "answer", "progress", "decide", "forward", "publish", "request-data", "extend", "return",
  "merge", "note", "archive", "split", "unpublish",
] as const; // prettier-ignore
export type CommandName = (typeof ORDER)[number];
/** Commands that need a second thought. */
export const HURTS = new Set<string>(["archive", "merge", "return", "unpublish", "publish", "split"]);
const ARCHIVE_REASONS = [
  "too_general", "not_public_service", "spam", "abusive", "private_dispute", "before_the_court", "unintelligible", "test",
]; // prettier-ignore

type Control = HTMLElement;

/** The controls of a command, filled with what was typed before. */
export function fieldsOf(name: CommandName, view: OfficerView, typed: Typed): Control[] {
  const text = (hint = "", required = true) =>
    textArea(name, "text", t(required ? "desk_forms.text" : "desk_forms.textOptional"), typed, hint);
  switch (name) {
    case "verify":
      return verifyFields(view, typed);
    case "forward":
    case "decide":
      return [
        agencyPicker("to", t("desk_forms.to"), offered(view), typed["to"] ?? ""),
        text(t("desk_forms.forwardHint"), false),
      ];
    case "return":
      return [
        agencyPicker(
          "proposed",
          t("desk_forms.proposed"),
          offered(view),
          typed["proposed"] ?? "",
          t("desk_forms.proposedHint"),
        ),
        text(t("desk_forms.returnHint")),
      ];
    case "request-data":
      return [text(t("desk_forms.requestHint"))];
    case "archive":
      return [
        select(
          name,
          "reason",
          t("desk_forms.reason"),
          ARCHIVE_REASONS.map((one) => [one, word("reason", one)]),
          typed,
        ),
        text(t("desk_forms.archiveHint")),
        line(name, "refer_to", t("desk_forms.referTo"), typed),
      ];
    case "merge":
      return [line(name, "into", t("desk_forms.into"), typed, t("desk_forms.intoHint"))];
    case "note":
      return [text(t("desk_forms.noteHint"))];
    case "progress":
      return [text(t("desk_forms.progressHint"))];
    case "answer":
      return [
        lintedText(name, view, typed),
        line(name, "action_date", t("desk_forms.actionDate"), typed, "", "date"),
        files(name),
      ];
    case "extend":
      return [
        line(name, "days", t("desk_forms.days"), typed, t("desk_forms.daysHint"), "number"),
        line(name, "reason", t("desk_forms.extendReason"), typed),
        text(t("desk_forms.extendHint")),
      ];
    case "publish":
      return [wordingFields(name, view, typed)];
    case "unpublish":
      return [text()];
    case "accept":
    case "split":
      return [];
  }
}

/** What is typed in a form, as the API wants it. */
export function bodyOf(name: CommandName, form: HTMLFormElement): Record<string, unknown> {
  const given = new FormData(form);
  const body: Record<string, unknown> = {};
  for (const [field, value] of given)
    if (typeof value === "string" && value.trim() && field !== "sure" && !field.endsWith("-choice"))
      body[field] = value;
  if (name === "extend" && body["days"]) body["days"] = Number(body["days"]);
  if (name === "verify") {
    for (const flag of ["supervisory", "confidential", "publish"]) delete body[flag];
    const box = (flag: string) => form.querySelector<HTMLInputElement>(`input[name=${flag}]`);
    for (const flag of ["supervisory", "confidential"]) {
      const found = box(flag);
      if (found && found.checked !== found.defaultChecked) body[flag] = found.checked;
    }
    if (box("publish")?.checked) body["publish"] = true;
    else for (const wording of ["public_title", "public_body"]) delete body[wording];
    for (const same of ["classification", "category"]) {
      const found = form.querySelector<HTMLSelectElement>(`select[name=${same}]`);
      if (found?.value === found?.dataset["was"]) delete body[same];
    }
    if (typeof body["reported_agencies"] === "string") body["reported_agencies"] = [body["reported_agencies"]];
  }
  return body;
}

function verifyFields(view: OfficerView, typed: Typed): Control[] {
  const isNew = view.state === "submitted";
  return [
    isNew
      ? kept(
          select("verify", "classification", word("label", "classification"), kinds(), {
            classification: view.classification,
            ...typed,
          }),
          view.classification,
        )
      : null,
    kept(
      select("verify", "category", word("label", "category"), codes("category"), { category: view.category, ...typed }),
      view.category,
    ),
    check(
      "supervisory",
      t("desk_forms.supervisory"),
      view.supervisory,
      t("desk_forms.supervisoryHint"),
      view.supervisory,
    ),
    check("confidential", t("desk_forms.confidential"), view.confidential, t("desk_forms.confidentialHint")),
    details(
      t("desk_forms.reported"),
      agencyPicker(
        "reported_agencies",
        t("desk_forms.reported"),
        [],
        typed["reported_agencies"] ?? "",
        t("desk_forms.reportedHint"),
      ),
    ),
    isNew
      ? agencyPicker(
          "forward_to",
          t("desk_forms.forwardTo"),
          offered(view),
          typed["forward_to"] ?? "",
          t("desk_forms.forwardToHint"),
        )
      : null,
    view.allowed.includes("publish") ? publishing(view, typed) : null,
  ].filter((one): one is HTMLElement => one !== null);
}

function publishing(view: OfficerView, typed: Typed): HTMLElement {
  const wording = wordingFields("verify", view, typed);
  const box = check("publish", t("desk_forms.publishNow"), false, "");
  wording.hidden = true;
  box.addEventListener("change", (event) => (wording.hidden = !(event.target as HTMLInputElement).checked));
  return h("div", {}, box, wording);
}

const details = (title: string, child: HTMLElement) =>
  h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, title)),
    h("div", { class: "govuk-details__text" }, child),
  );

/** The suggested agencies as choices: a coordinator sends to another institution as a whole, the API says if not. */
export function offered(view: OfficerView): Choice[] {
  const own = view.suggestions.map((one) => {
    const isOwn = one.institution_id === ownInstitution(view);
    return isOwn || one.agency_id === one.institution_id
      ? { agency_id: one.agency_id, name: one.name, reason: one.reason }
      : { agency_id: one.institution_id, name: `${one.institution_name} (${one.name})`, reason: one.reason };
  });
  return own.filter((one, index) => own.findIndex((other) => other.agency_id === one.agency_id) === index);
}

const ownInstitution = (view: OfficerView) => (view.holder?.agency_id ?? "").split(".").slice(0, 2).join(".");
const kinds = (): [string, string][] =>
  ["complaint", "aspiration", "information"].map((one) => [one, word("classification", one)]);

function kept(group: HTMLElement, was: string): HTMLElement {
  group.querySelector("select")!.dataset["was"] = was;
  return group;
}
