/** What a report is now and what has happened to it, for its reporter and for everybody. */
import { ask, part, reason } from "./api.ts";
import type { Deadline, EventPage, ReportView, ReportEvent } from "./answers.ts";
import { dayInWords, dayOf, momentInWords } from "./dates.ts";
import { deadlineInWords } from "./deadline.ts";
import { withEarlier } from "./earlier.ts";
import { disclosure, fact, h } from "./element.ts";
import { citizensDeadline } from "./standing.ts";
import { language, stateInWords, t, word } from "./words.ts";

/** State, holder and deadline at a glance. */
export function now(view: ReportView): HTMLElement {
  const why = view.archived_reason;
  const state = h("strong", {}, stateInWords(view.state, view.closed_reason));
  const facts = [fact(t("timeline.state"), state, why ? ` · ${word("reason", why)}` : "")];
  if (view.outcome) facts.push(fact(word("label", "outcome"), word("outcome", view.outcome)));
  if (view.promised_by)
    facts.push(fact(word("label", "promised_by"), h("strong", {}, dayInWords(view.promised_by, language()))));
  if (view.holder) {
    const since = h(
      "span",
      { class: "quiet" },
      t("common.since", { day: momentInWords(view.holder.since, language()) }),
    );
    facts.push(fact(t("timeline.holder"), h("strong", {}, view.holder.name), h("br"), since));
  }
  const due = dueOf(view);
  if (due) facts.push(due);
  if (view.answer_by && !("standing" in view && view.standing.by === view.answer_by))
    facts.push(
      fact(t("timeline.answerBy"), h("strong", {}, dayOf(view.answer_by, language(), view.deadline.timezone))),
    );
  return h("dl", { class: "now" }, ...facts);
}

/** A citizen reads how long they still wait, or may wait; an officer the limit that ends first. */
function dueOf(view: ReportView): HTMLElement | null {
  const isCitizens = "standing" in view;
  const deadline = isCitizens ? citizensDeadline(view) : view.deadline;
  const left = deadlineInWords(deadline, new Date());
  if (!left) return null;
  const name = word("limit", deadline.limit ?? "");
  const said = isCitizens ? provisional(deadline) : [h("br"), h("span", { class: "quiet" }, name), ...lateness(view)];
  const called = !isCitizens
    ? "timeline.deadline"
    : ["closed", "archived"].includes(view.state)
      ? "timeline.toObject"
      : "timeline.left";
  return fact(t(called), h("strong", {}, left), ...said);
}

const provisional = (deadline: Deadline): HTMLElement[] =>
  deadline.provisional ? [h("br"), h("span", { class: "quiet" }, t("timeline.provisional"))] : [];

function lateness({ late, level, deadline }: ReportView): (HTMLElement | string)[] {
  const said: (HTMLElement | string)[] = [];
  if (late)
    said.push(
      h("br"),
      h("span", { class: "late" }, t("timeline.late"), level ? `, ${word("level", String(level))}` : ""),
    );
  return [...said, ...provisional(deadline)];
}

/** What the deadline rests on, and whether that was confirmed. */
function basis(deadline: Deadline): string {
  const limit = deadline.limits.find(({ name }) => name === deadline.limit);
  if (!limit) return "";
  return limit.confirmed ? limit.source : `${limit.source} (${t("timeline.unconfirmed")})`;
}

/** Why the deadline is that day: every day from the start to the last, counted or skipped and why. */
export function why(deadline: Deadline): HTMLElement | null {
  if (deadline.days.length === 0) return null;
  const days = deadline.days.map(({ date, kind, name, provisional }) =>
    h(
      "li",
      { class: kind },
      h("time", { datetime: date }, dayInWords(date, language())),
      h(
        "span",
        {},
        t(`timeline.${kind}`),
        name ? `: ${name}` : "",
        provisional ? ` (${t("timeline.uncertainDay")})` : "",
      ),
    ),
  );
  return disclosure(
    t("timeline.why"),
    h("p", {}, basis(deadline)),
    h("p", {}, t("timeline.whyIntro")),
    h("ol", { class: "days" }, ...days),
  );
}

/** The course of a report, the latest first; `withheld` stands where an answer has no text to be shown. Who opened it by a
 * `code` is shown more by the same. */
export function course(view: ReportView, withheld: string | null = null, code?: string): HTMLElement {
  const list = h(
    "ol",
    { class: "events" },
    ...[...view.events].sort((one, other) => other.seq - one.seq).map((event) => moment(event, view, withheld)),
  );
  const shown = (event: ReportEvent) => moment(event, view, withheld);
  return withEarlier(list, view.earlier_events, eventsOf(view.report_id, code), shown, reason);
}

/** A page of a report's events, as its reporter reads them or everybody. */
export const eventsOf = (id: string, code?: string) => (cursor: string) =>
  ask<EventPage>("GET", `/reports/${part(id)}/events?limit=100&cursor=${part(cursor)}`, code ? { code } : {});

function moment({ at, type, actor, text, data }: ReportEvent, view: ReportView, withheld: string | null): HTMLElement {
  const name = (id: unknown) => (typeof id === "string" ? (view.agency_names[id] ?? id) : null);
  const to = name(data["to"]);
  const because = isSaidTwice(type, data, view) ? null : reasonInWords(data);
  // What was closed for want of a word is not told as solved, not even with the reason behind it.
  const unconfirmed = data["reason"] === "no_reply";
  const [what, why] = unconfirmed ? [because, null] : [word("event", type), because];
  const other = isCarried(type, data) ? t("timeline.mainHolder") : word("role", actor.role);
  const who = actor.agency_id ? name(actor.agency_id) : other;
  return h(
    "li",
    {},
    h(
      "p",
      { class: "govuk-body" },
      h("strong", {}, what),
      to ? `: ${to}` : "",
      why ? `: ${why}` : "",
      details(type, data),
    ),
    h(
      "p",
      { class: "govuk-body-s quiet" },
      h("time", { datetime: at, title: momentInWords(at, language()) }, dayOf(at, language())),
      ` · ${who}`,
    ),
    text ? h("div", { class: "text", dir: "auto" }, text) : null,
    !text && withheld && type === "answered" ? h("p", { class: "govuk-body quiet" }, withheld) : null,
  );
}

const reasonInWords = ({ reason }: Record<string, unknown>): string | null =>
  typeof reason === "string" ? word("reason", reason) : null;

/** Whether the reporter's own word for it stands in a line of its own. */
const isSaidTwice = (type: string, data: Record<string, unknown>, view: ReportView): boolean =>
  type === "closed" && data["reason"] === "confirmed" && view.events.some((one) => one.type === "confirmed");

/** Whether an agency did it on the main report, from where the system brought it here. */
const isCarried = (type: string, data: Record<string, unknown>): boolean =>
  Boolean(data["main"]) && ["answered", "progressed"].includes(type);

function details(type: string, data: Record<string, unknown>): string {
  const day = data["promised_by"];
  const promised = typeof day === "string" ? t("timeline.promisedBy", { day: dayInWords(day, language()) }) : null;
  const outcome = typeof data["outcome"] === "string" ? word("outcome", data["outcome"]) : null;
  const result = [outcome, promised].filter(Boolean).join(", ");
  if (result) return `: ${result}`;
  if (type === "escalated" && typeof data["level"] === "number") return `: ${word("level", String(data["level"]))}`;
  return "";
}
