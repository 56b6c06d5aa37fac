/** What happened to a report, the latest first: what everybody reads and what officers alone read are told apart. */
import { dayOf, momentInWords } from "../../shared/dates.ts";
import { h } from "../../shared/element.ts";
import { language, t, word } from "../../shared/words.ts";
import type { OfficerEvent, OfficerView } from "./view.ts";

/** The timeline. */
export function course(view: OfficerView): HTMLElement {
  return h("ol", { class: "events" }, ...[...view.events].reverse().map((event) => moment(event, view)));
}

function moment({ at, type, actor, text, internal_text, data }: OfficerEvent, view: OfficerView): HTMLElement {
  const name = (id: unknown) => (typeof id === "string" ? (view.agency_names[id] ?? id) : null);
  const details = [
    name(data["to"]),
    data["proposed"] ? t("desk.proposes", { name: name(data["proposed"]) ?? "" }) : null,
    typeof data["reason"] === "string" ? word("reason", data["reason"]) : null,
    type === "escalated" ? t("timeline.level", { n: String(data["level"]) }) : null,
    typeof data["action_date"] === "string" ? data["action_date"] : null,
  ].filter(Boolean);
  const who = actor.agency_id ? `${word("role", actor.role)}, ${name(actor.agency_id)}` : word("role", actor.role);
  return h(
    "li",
    { class: type === "noted" || internal_text ? "is-internal" : "" },
    h(
      "p",
      { class: "govuk-body" },
      h("strong", {}, word("event", type)),
      details.length > 0 ? `: ${details.join(" · ")}` : "",
    ),
    h(
      "p",
      { class: "govuk-body-s quiet" },
      h("time", { datetime: at, title: momentInWords(at, language()) }, dayOf(at, language())),
      ` · ${who}`,
    ),
    text ? h("div", { class: "text", dir: "auto" }, text) : null,
    internal_text
      ? h("div", { class: "text internal", dir: "auto" }, h("strong", {}, `${t("desk.internal")}: `), internal_text)
      : null,
  );
}
