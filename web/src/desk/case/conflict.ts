/** Somebody else was first: what they did, and whether what was typed can still be sent. */
import type { OfficerView } from "../../shared/answers.ts";
import { reason } from "../../shared/api.ts";
import { momentInWords } from "../../shared/dates.ts";
import { h, p, type Child } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import type { Refused } from "../../shared/http.ts";
import { language, t, word } from "../../shared/words.ts";
import { course } from "./course.ts";
import { draftOf } from "../drafts.ts";
import { commandWord } from "./fields.ts";
import { sentNames } from "../proof.ts";

/** What the officer wrote themselves; choices and ticks are quickly made again. */
const WRITTEN = ["text", "public_title", "public_body", "reason", "refer_to"];

/** What to say after a refusal, of the report as it was read and as it is now. */
export function whatChanged(was: OfficerView, is: OfficerView, refused: Refused, command: CommandName): Child[] {
  const seen = Math.max(0, ...was.events.map(({ seq }) => seq));
  const since = is.events.filter(({ seq }) => seq > seen);
  const last = since.at(-1);
  const by = last?.actor.agency_id
    ? (is.agency_names[last.actor.agency_id] ?? last.actor.agency_id)
    : word("role", last?.actor.role ?? "system");
  const what = last
    ? t("desk.changedBy", { what: word("event", last.type), by, at: momentInWords(last.at, language()) })
    : reason(refused);
  return [
    h("h2", { class: "govuk-heading-s" }, what),
    since.length > 0 ? course(is, since) : null,
    ...(is.allowed.includes(command) ? [p(t("desk.typedKept"))] : typedBefore(is, command)),
  ];
}

/** A command that is not allowed any more has no form; its words are shown, to be taken elsewhere. */
function typedBefore(view: OfficerView, command: CommandName): Child[] {
  const draft = draftOf(view.report_id, command);
  const written = [...WRITTEN.map((field) => draft[field]), ...sentNames(draft)].filter(Boolean);
  const name = commandWord(command, view);
  return [
    p(t(written.length > 0 ? "desk.notAllowedNow" : "desk.notAllowedAnyMore", { command: name })),
    ...written.map((value) => h("p", { class: "text govuk-body", dir: "auto" }, value)),
  ];
}
