/** What happened to a report, the latest first: what everybody reads and what officers alone read are told apart. */
import type { InternalEventPage, OfficerEvent, OfficerView } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { dayInWords, momentInWords } from "../../shared/dates.ts";
import { withEarlier } from "../../shared/earlier.ts";
import { h } from "../../shared/element.ts";
import { language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** The whole timeline, what the view had no room for on demand. */
export function wholeCourse(view: OfficerView): HTMLElement {
  const asked = (cursor: string) =>
    ask<InternalEventPage>("GET", `/officer/reports/${part(view.report_id)}/events?limit=100&cursor=${part(cursor)}`);
  return withEarlier(course(view), view.earlier_events, asked, (event) => moment(event, view), reason);
}

/** The timeline; of the view's events, or of those that came since. */
export function course(view: OfficerView, events: OfficerEvent[] = view.events): HTMLElement {
  const latestFirst = [...events].sort((one, other) => other.seq - one.seq);
  return h("ol", { class: "events" }, ...latestFirst.map((event) => moment(event, view)));
}

function moment({ at, type, actor, text, internal_text, data }: OfficerEvent, view: OfficerView): HTMLElement {
  const name = (id: unknown) => (typeof id === "string" ? (view.agency_names[id] ?? id) : null);
  const said = details(type, data, name);
  const who = actor.agency_id ? `${word("role", actor.role)}, ${name(actor.agency_id)}` : word("role", actor.role);
  return h(
    "li",
    { class: type === "noted" || internal_text ? "is-internal" : "" },
    h(
      "p",
      { class: "govuk-body" },
      h("strong", {}, data["reason"] === "no_reply" ? word("reason", "no_reply") : word("event", type)),
      said.length > 0 ? `: ${said.join(" · ")}` : "",
    ),
    h(
      "p",
      { class: "govuk-body-s quiet" },
      h("time", { datetime: at }, momentInWords(at, language(), view.deadline.timezone)),
      ` · ${who}`,
    ),
    text ? h("div", { class: "text", dir: "auto" }, text) : null,
    typeof data["public_text"] === "string"
      ? h("div", { class: "text", dir: "auto" }, h("strong", {}, `${t("desk_forms.forPublic")}: `), data["public_text"])
      : null,
    internal_text
      ? h("div", { class: "text internal", dir: "auto" }, h("strong", {}, `${t("desk.internal")}: `), internal_text)
      : null,
  );
}

function details(type: string, data: Record<string, unknown>, name: (id: unknown) => string | null): string[] {
  const text = (field: string) => (typeof data[field] === "string" ? (data[field] as string) : null);
  return [
    name(data["to"]),
    text("proposed") ? t("desk.proposes", { name: name(data["proposed"]) ?? "" }) : null,
    text("into"),
    type === "extended" ? t("desk.moreDays", { n: Number(data["days"]) }) : null,
    text("reason") && text("reason") !== "no_reply" ? word("reason", text("reason")!) : null,
    text("refer_to"),
    type === "escalated" ? t("desk.level", { n: String(data["level"]) }) : null,
    text("limit") ? word("limit", text("limit")!) : null,
    text("outcome") ? word("outcome", text("outcome")!) : null,
    text("promised_by") ? t("timeline.promisedBy", { day: dayInWords(text("promised_by")!, language()) }) : null,
    text("action_date") ? dayInWords(text("action_date")!, language()) : null,
    text("how") ? word("contact", text("how")!) : null,
    text("how") ? word("contact", data["reached"] ? "reached" : "not_reached") : null,
  ].filter((one): one is string => Boolean(one));
}
