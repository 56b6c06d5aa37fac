/** A report's page: what it says, where it stands and why, what may be done now, and what helps to decide. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { dayInWords, momentInWords } from "../../shared/dates.ts";
import { button, fact, h, p, type Child } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import { Refused } from "../../shared/http.ts";
import { choiceFacts, placeInWords, wayFacts } from "../../shared/report.ts";
import { now, why } from "../../shared/timeline.ts";
import { home, language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { go, link, reportAddress } from "../desk.ts";
import { nextInQueue } from "../next_in_queue.ts";
import { stateTag, urgencyTags } from "../urgency.ts";
import { actions, openCommand } from "./actions.ts";
import { duplicates, reporter, suggestions, warnings, type OpenCommand } from "./beside.ts";
import { whatChanged } from "./conflict.ts";
import { wholeCourse } from "./course.ts";
import { filesOf } from "./files.ts";
import type { AfterCommand } from "./form.ts";
import { placeOnMap } from "./map.ts";
import { members } from "./members.ts";

/** Show the report that the address names. */
export async function reportPage(place: HTMLElement, profile: Profile, query: URLSearchParams): Promise<string> {
  const id = query.get("id") ?? "";
  const toList = link(`← ${t("desk.back")}`, `${home()}/petugas${location.search}`);
  const back = h("p", { class: "govuk-body desk-back" }, toList, " ", toNext(profile, id));
  try {
    const view = await ask<OfficerView>("GET", `/officer/reports/${part(id)}`);
    const body = h("div", {});
    place.append(back, body);
    show(body, view, profile);
    return `${view.report_id} ${view.title}`;
  } catch (failure) {
    if (!(failure instanceof Refused) || ![404, 410].includes(failure.status)) throw failure;
    const text = failure.status === 410 ? word("answer", "erased", failure.error as never) : t("desk.missing");
    place.append(back, h("h1", { class: "govuk-heading-l" }, text), p(t("desk.missingHelp")));
    return text;
  }
}

function show(place: HTMLElement, view: OfficerView, profile: Profile, notice: HTMLElement | null = null): void {
  if (!("events" in view)) return gone(place, view);
  const done = (next: OfficerView, command: CommandName) => {
    const what = t("desk.done", { command: word("command", command) });
    show(place, next, profile, said("good", p(what, " ", toNext(profile, next.report_id))));
    toNotice(place);
  };
  const after: AfterCommand = { done, moved: (refused, command) => void moved(place, view, profile, refused, command) };
  const buttons = actions(view, profile, after);
  const open: OpenCommand = (command, typed) => openCommand(buttons, [command, typed], view, profile, after);
  place.replaceChildren(
    ...(notice ? [notice] : []),
    head(view),
    h(
      "div",
      { class: "desk-columns" },
      h("div", {}, ...main(view), buttons, h("h2", { class: "govuk-heading-m" }, t("desk.course")), wholeCourse(view)),
      h(
        "aside",
        { class: "desk-beside", "aria-label": t("desk.beside") },
        ...[
          suggestions(view, profile, open),
          duplicates(view, open, (next) => done(next, "join")),
          members(view),
          reporter(view),
          publicText(view),
        ].filter((one) => one !== null),
      ),
    ),
  );
}

/** On to the next one of the queue, without the way back to it. */
function toNext(profile: Profile, id: string): HTMLElement | null {
  const next = nextInQueue(profile.username, id);
  return next ? link(`${t("desk.nextReport")} →`, reportAddress(next)) : null;
}

function toNotice(place: HTMLElement): void {
  const notice = place.querySelector<HTMLElement>(".notice");
  notice?.focus({ preventScroll: true });
  notice?.scrollIntoView({ block: "start" });
}

const said = (kind: "good" | "changed", ...children: Child[]) =>
  h(
    "div",
    {
      class: `govuk-notification-banner notice notice--${kind}`,
      role: kind === "good" ? "status" : "alert",
      tabindex: "-1",
    },
    h("div", { class: "govuk-notification-banner__content" }, ...children),
  );

/** The command took the report out of this officer's sight. */
function gone(place: HTMLElement, view: { report_id: string; state: string }): void {
  place.replaceChildren(
    said("good", p(t("desk.outOfSight", { number: view.report_id }))),
    h("h1", { class: "govuk-heading-l" }, view.report_id),
    p(stateTag(view.state)),
    button(t("desk.back"), () => go(`${home()}/petugas${location.search}`), "secondary"),
  );
}

/** Somebody else was first: the report as it is now, what they did, and everything typed still there. */
async function moved(
  place: HTMLElement,
  view: OfficerView,
  profile: Profile,
  refused: Refused,
  command: CommandName,
): Promise<void> {
  try {
    const next = await ask<OfficerView>("GET", `/officer/reports/${part(view.report_id)}`);
    show(place, next, profile, said("changed", ...whatChanged(view, next, refused, command)));
  } catch (failure) {
    // Nothing of the page is taken away: what was typed stands in its form.
    place.querySelector(".notice")?.remove();
    place.prepend(said("changed", p(reason(failure))));
  }
  toNotice(place);
}

function head(view: OfficerView): HTMLElement {
  return h(
    "div",
    {},
    h(
      "p",
      { class: "govuk-body quiet" },
      `${view.report_id} · ${word("classification", view.classification)} · ${word("category", view.category)}`,
    ),
    h("h1", { class: "govuk-heading-l", dir: "auto" }, view.title || view.report_id),
    p(stateTag(view.state, view.closed_reason), " ", ...urgencyTags(view.late, view.level)),
    ...warnings(view),
  );
}

function main(view: OfficerView): (HTMLElement | string)[] {
  const where = placeInWords(view.location, view.agency_names);
  const facts = [fact(t("desk.receivedAt"), momentInWords(view.received_at, language()))];
  if (view.event_date) facts.push(fact(word("label", "event_date"), dayInWords(view.event_date, language())));
  if (where) facts.push(fact(word("label", "location"), h("span", { dir: "auto" }, where)));
  facts.push(...choiceFacts(view), ...wayFacts(view));
  const by = view.recorded_by;
  if (by) facts.push(fact(t("desk_record.recordedBy"), `${by.username ?? "–"} · ${word("role", by.role)}`));
  if (view.rating) facts.push(fact(word("label", "rating"), `${view.rating} = ${word("rating", String(view.rating))}`));
  return [
    now(view),
    why(view.deadline) ?? "",
    h("h2", { class: "govuk-heading-m" }, t("desk.report")),
    h("p", { class: "govuk-body text", dir: "auto" }, view.body ?? ""),
    filesOf(view) ?? "",
    h("dl", { class: "now" }, ...facts),
    placeOnMap(view.location) ?? "",
  ];
}

function publicText(view: OfficerView): HTMLElement | null {
  if (!view.published) return null;
  const address = `${home()}/laporan?id=${part(view.report_id)}`;
  return h(
    "section",
    { class: "beside", "aria-labelledby": "public-now" },
    h("h2", { class: "govuk-heading-s", id: "public-now" }, t("desk.publicNow")),
    h("p", { class: "govuk-body-s", dir: "auto" }, h("strong", {}, view.public_title ?? "")),
    h("p", { class: "govuk-body-s text", dir: "auto" }, view.public_body ?? ""),
    p(link(t("desk.seePublic"), address, { target: "_blank", rel: "noopener" })),
  );
}
