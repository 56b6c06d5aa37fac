/** What each command asks for. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import { h, p } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import { t, word } from "../../shared/words.ts";
import { agencyPicker } from "../agency_picker.ts";
import { line, textArea, type Typed } from "../../shared/controls.ts";
import { choice } from "./choices.ts";
import { lintedText } from "./linted_text.ts";
import { offered } from "./offered.ts";
import { idsOf, proofFiles } from "../proof.ts";
import { verifyBody, verifyFields } from "./verifying.ts";
import { outcomeFields } from "./promise.ts";
import { publicTextFields } from "./public_text.ts";
import { earlierTexts, isEarlierText, publicTextsIn } from "./earlier_texts.ts";
import { forPublic } from "./for_public.ts";
import { cannedRepliesFor } from "./canned_replies.ts";

/** Commands that need a second thought. */
export const DESTRUCTIVE = new Set<CommandName>([
  "archive",
  "merge",
  "return",
  "unpublish",
  "publish",
  "split",
  "join",
  "leave",
]);

/** What a command is called on that report: once verified, verifying is correcting. */
export const commandWord = (name: CommandName, view: OfficerView): string =>
  name === "verify" && view.state !== "submitted" ? t("desk.amend") : word("command", name);

/** The controls of a command, filled with what was typed before. */
export function fieldsOf(name: CommandName, view: OfficerView, profile: Profile, typed: Typed): HTMLElement[] {
  const text = (hint = "", required = true) =>
    textArea(name, "text", t(required ? "desk_forms.text" : "desk_forms.textOptional"), typed, hint);
  /** A text with the unit's canned replies at hand. */
  const helped = (field: HTMLElement) => {
    const agency = view.holder?.agency_id ?? profile.agency_id;
    return h("div", {}, cannedRepliesFor(field.querySelector("textarea")!, agency), field);
  };
  const agency = (field: "to" | "proposed", hint = "") =>
    agencyPicker(
      field,
      t(field === "proposed" ? "desk_forms.proposed" : "desk_forms.to"),
      offered(view, profile, name),
      typed[field],
      hint,
      nameIn(typed, field),
    );
  const shown = forPublic(name, view, typed);
  switch (name) {
    case "verify":
      return verifyFields(view, profile, typed);
    case "forward":
    case "decide":
      return [agency("to"), text(t("desk_forms.forwardHint"), false)];
    case "return":
      return [agency("proposed", t("desk_forms.proposedHint")), helped(text(t("desk_forms.returnHint"))), ...shown];
    case "request-data":
      return [helped(text(t("desk_forms.requestHint")))];
    case "archive":
      return [
        choice(name, "reason", t("desk_forms.reason"), typed),
        helped(text(t("desk_forms.archiveHint"))),
        ...shown,
        line(name, "refer_to", t("desk_forms.referTo"), typed),
      ];
    case "join":
    case "merge":
      return [line(name, "into", t("desk_forms.into"), typed, t("desk_forms.intoHint"))];
    case "note":
      return [text(t("desk_forms.noteHint"))];
    case "contact-log":
      return [
        choice(name, "how", t("desk_forms.contactHow"), typed),
        choice(name, "reached", t("desk_forms.contactReached"), typed),
        text(t("desk_forms.contactHint")),
      ];
    case "progress":
      return [helped(text(t("desk_forms.progressHint"))), ...shown];
    case "answer":
      return [
        helped(lintedText(name, typed)),
        ...outcomeFields(name, view, typed),
        ...shown,
        line(name, "action_date", t("desk_forms.actionDate"), typed, "", "date"),
        proofFiles(name, typed),
      ];
    case "extend":
      return [
        line(name, "days", t("desk_forms.days"), typed, t("desk_forms.daysHint"), "number"),
        line(name, "reason", t("desk_forms.extendReason"), typed),
        text(t("desk_forms.extendHint")),
        ...shown,
      ];
    case "publish":
      return [publicTextFields(name, view, typed), earlierTexts(name, view, typed)].filter((one) => one !== null);
    case "unpublish":
      return [text()];
    case "leave":
    case "split":
      return isOnlyHearing(view) ? [] : [p(t("desk_forms.leaveHint"))];
    case "accept":
      return [];
  }
}

/** A report that only hears of the main one stays where it is when it leaves. */
const isOnlyHearing = (view: OfficerView): boolean => !["joined", "archived"].includes(view.state);

/** What a picker's chosen agency was called when it was chosen. */
export const nameIn = (typed: Typed, field: string): string | undefined => typed[`_${field}`];

/** What is typed in a form, as the API wants it. */
export function bodyOf(name: CommandName, form: HTMLFormElement, view: OfficerView): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const [field, value] of new FormData(form))
    if (
      typeof value === "string" &&
      value.trim() &&
      !field.startsWith("_") &&
      !field.endsWith("-choice") &&
      !isEarlierText(field)
    )
      body[field] = value;
  const texts = publicTextsIn(form);
  if (Object.keys(texts).length > 0) body["public_texts"] = texts;
  if (body["days"]) body["days"] = Number(body["days"]);
  if (body["reached"]) body["reached"] = body["reached"] === "true";
  if (body["attachments"]) body["attachments"] = idsOf(form);
  return name === "verify" ? verifyBody(body, form, view) : body;
}
