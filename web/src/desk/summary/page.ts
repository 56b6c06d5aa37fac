/** The desk's first page: what is urgent, what is open, how long it takes. Units by name, never by volume. */
import type { Profile, Summary, Unit } from "../../shared/answers.ts";
import { reason } from "../../shared/api.ts";
import { dayInWords, shortDay } from "../../shared/dates.ts";
import { columnHeads, fact, h, p } from "../../shared/element.ts";
import { NATION, MONTH_PATTERN, OPEN_STATES, QUEUES, type QueueName } from "../../shared/facts.ts";
import { language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { barChart } from "../charts.ts";
import { deskAddress, go, link } from "../desk.ts";

const FIRST: QueueName[] = ["late", "escalated", "verify", "returned", "inbox", "undelivered"];
const URGENT = new Set<QueueName>(["late", "escalated", "undelivered"]);

/** Show the summary of the agency that the address names, or of the officer's own. */
export async function summaryPage(place: HTMLElement, profile: Profile, query: URLSearchParams): Promise<string> {
  const asked = new URLSearchParams();
  for (const name of ["agency", "month"]) if (query.get(name)) asked.set(name, query.get(name)!);
  try {
    const found = await ask<Summary>("GET", `/officer/summary${asked.toString() ? `?${asked}` : ""}`);
    place.append(...drawn(found, profile, query));
  } catch (failure) {
    place.append(h("h1", { class: "govuk-heading-l" }, t("desk.summary")), p(reason(failure)));
  }
  return t("desk.summary");
}

function drawn(found: Summary, profile: Profile, query: URLSearchParams): (HTMLElement | null)[] & HTMLElement[] {
  const isOwn = !query.get("agency") || query.get("agency") === profile.agency_id;
  const all = [
    h("h1", { class: "govuk-heading-l" }, found.name),
    isOwn ? (profile.may.includes("queues") ? tiles(profile) : null) : p(link(t("desk.ownSummary"), deskAddress())),
    openNow(found),
    month(found, query),
    found.units.length > 0 ? units(found, profile) : null,
  ];
  return all.filter((one): one is HTMLElement => one !== null);
}

function tiles(profile: Profile): HTMLElement {
  const shown = FIRST.filter((name) => name in profile.queues && (profile.queues[name]! > 0 || !URGENT.has(name)));
  const nothing = QUEUES.every((name) => !profile.queues[name]);
  if (nothing) return h("p", { class: "govuk-inset-text" }, t("desk.allDone"));
  return h(
    "ul",
    { class: "tiles" },
    ...shown.map((name) =>
      h(
        "li",
        { class: URGENT.has(name) ? "is-urgent" : "" },
        h(
          "a",
          { href: deskAddress({ queue: name }) },
          h("strong", {}, String(profile.queues[name])),
          t(`desk.queue_${name}`),
        ),
      ),
    ),
  );
}

function openNow({ open }: Summary): HTMLElement {
  const oldest = open.oldest_received_on ? dayInWords(open.oldest_received_on, language()) : "–";
  return h(
    "section",
    { "aria-labelledby": "open-now" },
    h("h2", { class: "govuk-heading-m", id: "open-now" }, t("desk.openNow", { n: open.total })),
    h(
      "dl",
      { class: "now" },
      fact(t("timeline.late"), h("strong", { class: open.late > 0 ? "late" : "" }, String(open.late))),
      fact(t("desk.oldest"), h("strong", {}, oldest)),
    ),
    open.total > 0
      ? h(
          "div",
          { class: "charts" },
          barChart(
            t("desk.byState"),
            [t("desk.column_state"), t("desk.count")],
            OPEN_STATES.map((state) => ({ name: word("state", state), value: open.by_state[state] ?? 0 })),
          ),
          barChart(
            t("desk.byLevel"),
            [t("desk.level"), t("desk.count")],
            Object.entries(open.by_level).map(([level, value]) => ({
              name: level === "0" ? t("desk.levelNone") : t("desk.level", { n: level }),
              value,
            })),
          ),
        )
      : null,
  );
}

const days = (value: number | null) => (value === null ? "–" : t("desk.days", { n: value }));
function month(found: Summary, query: URLSearchParams): HTMLElement {
  const { month_figures: figures } = found;
  const share = figures.answered > 0 ? ` (${Math.round((100 * figures.answered_in_time) / figures.answered)} %)` : "";
  const input = h("input", {
    class: "govuk-input govuk-input--width-10",
    id: "month",
    name: "month",
    type: "month",
    value: found.month,
    pattern: MONTH_PATTERN,
  });
  const form = h(
    "form",
    { class: "filters unprinted" },
    h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: "month" }, t("desk.month")), input),
    h("button", { class: "govuk-button govuk-button--secondary" }, t("desk.show")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(deskAddress({ agency: query.get("agency"), month: input.value }));
  });
  return h(
    "section",
    { "aria-labelledby": "in-month" },
    h("h2", { class: "govuk-heading-m", id: "in-month" }, t("desk.inMonth", { month: monthInWords(found.month) })),
    form,
    h(
      "dl",
      { class: "now" },
      fact(t("desk.figure_received"), h("strong", {}, String(figures.received))),
      fact(t("desk.figure_answered"), h("strong", {}, String(figures.answered))),
      fact(t("desk.figure_in_time"), h("strong", {}, `${figures.answered_in_time}${share}`)),
      fact(t("desk.figure_median_answer"), h("strong", {}, days(figures.median_days_to_answer))),
      fact(t("desk.figure_median_verify"), h("strong", {}, days(figures.median_days_to_verify))),
      fact(t("desk.figure_confirmed"), h("strong", {}, String(figures.closed_confirmed))),
      fact(t("desk.figure_unconfirmed"), h("strong", {}, String(figures.closed_without_confirmation))),
      fact(t("desk.figure_reopened"), h("strong", {}, String(figures.reopened))),
      fact(t("desk.figure_promises"), h("strong", {}, t("desk.promises", figures.promises))),
    ),
    byChannel(figures.by_channel) ?? "",
    barChart(
      t("desk.course12"),
      [t("desk.month"), t("desk.figure_answered"), t("desk.figure_in_time")],
      found.months
        .filter(({ received, answered }, index) => received + answered > 0 || index >= 6)
        .map((one) => ({ name: monthInWords(one.month), value: one.answered, part: one.answered_in_time })),
    ),
  );
}

/** By which ways people came; nothing where nobody came. */
function byChannel(counted: Record<string, number>): HTMLElement | null {
  const came = Object.entries(counted).filter(([, value]) => value > 0);
  if (came.length === 0) return null;
  const bars = came
    .sort(([, one], [, other]) => other - one)
    .map(([name, value]) => ({ name: word("channel", name), value }));
  return barChart(t("desk_record.byChannel"), [word("label", "channel"), t("desk.figure_received")], bars);
}

function monthInWords(month: string): string {
  const form = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : "id-ID", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return form.format(new Date(`${month}-01T00:00:00Z`));
}

function units(found: Summary, profile: Profile): HTMLElement {
  const isInstitution = found.agency_id === NATION;
  const title = t(isInstitution ? "desk.byInstitution" : "desk.byUnit");
  const heads = [
    t(isInstitution ? "desk.institution" : "desk.unit"),
    t("desk.openCount"),
    t("timeline.late"),
    t("desk.oldest"),
    t("desk.figure_answered"),
    t("desk.figure_in_time"),
    t("desk.figure_median_answer"),
  ];
  const row = (one: Unit) => {
    const cells = [
      String(one.open),
      h("span", { class: one.late > 0 ? "late" : "" }, String(one.late)),
      one.oldest_received_on ? shortDay(one.oldest_received_on, language()) : "–",
      String(one.answered),
      String(one.answered_in_time),
      days(one.median_days_to_answer),
    ];
    const place = isInstitution
      ? deskAddress({ agency: one.agency_id })
      : deskAddress({ queue: "all", agency: one.agency_id });
    const name = isInstitution || profile.may.includes("queues") ? link(one.name, place) : one.name;
    return h(
      "tr",
      {},
      h("th", { class: "govuk-table__header", scope: "row" }, name),
      ...cells.map((cell, index) => h("td", { class: "govuk-table__cell", "data-label": heads[index + 1]! }, cell)),
    );
  };
  return h(
    "section",
    { "aria-labelledby": "by-unit" },
    h("h2", { class: "govuk-heading-m", id: "by-unit" }, title),
    p(t("desk.byUnitNote")),
    h(
      "table",
      { class: "govuk-table queue" },
      h("caption", { class: "govuk-visually-hidden" }, title),
      columnHeads(...heads),
      h("tbody", {}, ...found.units.map(row)),
    ),
  );
}
