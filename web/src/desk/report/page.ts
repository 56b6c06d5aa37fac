/** A report's page: what it says, where it stands and why, what may be done now, and what helps to decide. */
import { part, reason } from "../../shared/api.ts";
import { dayInWords, momentInWords } from "../../shared/dates.ts";
import { button, fact, h, p } from "../../shared/element.ts";
import { Refused } from "../../shared/http.ts";
import { placeInWords, type PublicView } from "../../shared/report.ts";
import { now, why } from "../../shared/timeline.ts";
import { home, language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { go, link, type Profile } from "../desk.ts";
import { stateTag, urgencyTags } from "../urgency.ts";
import { duplicates, identity, suggestions, warnings, type Open } from "./beside.ts";
import { course } from "./course.ts";
import { draftOf } from "./drafts.ts";
import { ORDER, type CommandName } from "./fields.ts";
import { filesOf } from "./files.ts";
import { commandForm, type After } from "./form.ts";
import { placeOnMap } from "./map.ts";
import type { OfficerView } from "./view.ts";

/** Show the report that the address names. */
export async function reportPage(place: HTMLElement, profile: Profile, query: URLSearchParams): Promise<string> {
  const id = query.get("id") ?? "";
  const back = p(link(`← ${t("desk.back")}`, `${home()}/petugas${location.search}`));
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
  const actions = h("div", { class: "actions unprinted" });
  const open: Open = (command, typed) => {
    draw(command, typed);
    const opened = actions.querySelector<HTMLDetailsElement>(`#do-${command}`);
    if (!opened) return;
    opened.open = true;
    opened.scrollIntoView({ block: "start" });
    (opened.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button") ?? opened).focus();
  };
  const after: After = {
    done: (next, command) => {
      show(place, next, profile, said(t("desk.done", { command: word("command", command) })));
      place.querySelector<HTMLElement>(".notice")?.focus();
    },
    moved: (refused, command) => void moved(place, view, profile, refused, command),
  };
  const draw = (filled: string | null = null, typed: Record<string, string> = {}) =>
    actions.replaceChildren(...commands(view, after, filled, typed));
  draw();
  place.replaceChildren(
    ...(notice ? [notice] : []),
    head(view),
    h(
      "div",
      { class: "desk-columns" },
      h("div", {}, ...main(view), actions, h("h2", { class: "govuk-heading-m" }, t("desk.course")), course(view)),
      h("aside", { class: "desk-beside", "aria-label": t("desk.beside") }, ...beside(view, open)),
    ),
  );
}

const said = (...children: (HTMLElement | string)[]) =>
  h(
    "div",
    { class: "govuk-notification-banner notice", role: "status", tabindex: "-1" },
    h("div", { class: "govuk-notification-banner__content" }, ...children),
  );

function gone(place: HTMLElement, view: { report_id: string; state: string }): void {
  place.replaceChildren(
    said(t("desk.outOfSight", { number: view.report_id })),
    h("h1", { class: "govuk-heading-l" }, view.report_id),
    p(stateTag(view.state)),
    button(t("desk.back"), () => go(`${home()}/petugas${location.search}`), "secondary"),
  );
}

/** Somebody else was first: what they did, the report as it is now, and everything typed still there. */
async function moved(
  place: HTMLElement,
  view: OfficerView,
  profile: Profile,
  refused: Refused,
  command: CommandName,
): Promise<void> {
  const last = refused.error["last_event"] as
    { type: string; at: string; actor: { role: string; agency_id: string | null } } | undefined;
  try {
    const next = await ask<OfficerView>("GET", `/officer/reports/${part(view.report_id)}`);
    const by = last?.actor.agency_id
      ? (next.agency_names[last.actor.agency_id] ?? last.actor.agency_id)
      : word("role", last?.actor.role ?? "system");
    const what = last
      ? t("desk.changedBy", { what: word("event", last.type), by, at: momentInWords(last.at, language()) })
      : reason(refused);
    const stays = next.allowed.includes(command)
      ? t("desk.typedKept")
      : t("desk.notAllowedNow", { command: word("command", command) });
    const typed = Object.entries(draftOf(view.report_id, command)).filter(
      ([field, value]) => value && field === "text",
    );
    show(
      place,
      next,
      profile,
      said(
        h("h2", { class: "govuk-heading-s" }, what),
        p(stays),
        ...(next.allowed.includes(command)
          ? []
          : typed.map(([, value]) => h("p", { class: "text govuk-body", dir: "auto" }, value))),
      ),
    );
    const opened = place.querySelector<HTMLDetailsElement>(`#do-${command}`);
    if (opened) opened.open = true;
  } catch (failure) {
    place.prepend(said(reason(failure)));
  }
  place.querySelector<HTMLElement>(".notice")?.focus();
}

function commands(
  view: OfficerView,
  after: After,
  filled: string | null,
  typed: Record<string, string>,
): HTMLElement[] {
  const names = ORDER.filter((name) => view.allowed.includes(name));
  if (names.length === 0) return [p(t("desk.nothingToDo"))];
  const each = (name: CommandName, index: number) => {
    const kept = Object.values(draftOf(view.report_id, name)).some(Boolean);
    const details = h(
      "details",
      { class: `choice${index === 0 ? " choice--first" : ""}`, id: `do-${name}`, open: kept && name === filled },
      h("summary", {}, word("command", name), kept ? h("span", { class: "quiet" }, ` · ${t("desk.draftKept")}`) : ""),
    );
    // A form is made when it is first opened: most never are.
    const fill = () =>
      details.childElementCount === 1 && details.append(commandForm(name, view, after, filled === name ? typed : {}));
    details.addEventListener("toggle", () => details.open && fill());
    if (filled === name) fill();
    return details;
  };
  return [h("h2", { class: "govuk-heading-m", id: "actions" }, t("desk.actions")), ...names.map(each)];
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
    p(stateTag(view.state), " ", ...urgencyTags(view.late, view.level)),
    ...warnings(view),
  );
}

function main(view: OfficerView): (HTMLElement | string)[] {
  const where = placeInWords(view.location);
  const facts = [fact(t("desk.receivedAt"), momentInWords(view.received_at, language()))];
  if (view.event_date) facts.push(fact(word("label", "event_date"), dayInWords(view.event_date, language())));
  if (where) facts.push(fact(word("label", "location"), h("span", { dir: "auto" }, where)));
  return [
    now(view as unknown as PublicView),
    why(view.deadline) ?? "",
    h("h2", { class: "govuk-heading-m" }, t("desk.report")),
    h("p", { class: "govuk-body text", dir: "auto" }, view.body ?? ""),
    filesOf(view) ?? "",
    h("dl", { class: "now" }, ...facts),
    placeOnMap(view.location) ?? "",
  ];
}

function beside(view: OfficerView, open: Open): HTMLElement[] {
  const publicWording = view.published
    ? h(
        "section",
        { class: "beside" },
        h("h2", { class: "govuk-heading-s" }, t("desk.publicNow")),
        h("p", { class: "govuk-body-s", dir: "auto" }, h("strong", {}, view.public_title ?? "")),
        h("p", { class: "govuk-body-s text", dir: "auto" }, view.public_body ?? ""),
        p(
          link(t("desk.seePublic"), `${home()}/laporan?id=${part(view.report_id)}`, {
            target: "_blank",
            rel: "noopener",
          }),
        ),
      )
    : null;
  return [suggestions(view, open), duplicates(view, open), identity(view), publicWording].filter(
    (one): one is HTMLElement => one !== null,
  );
}
