/** A queue: what is most urgent comes first; filters, order and place live in the address. */
import type { Profile, QueueItem, QueuePage } from "../../shared/answers.ts";
import { reason } from "../../shared/api.ts";
import { shortDay } from "../../shared/dates.ts";
import { columnHeads, h, p } from "../../shared/element.ts";
import { FIRST_OPENED, isOneOf, OPEN_STATES, QUEUES, STATES, type QueueName } from "../../shared/facts.ts";
import { codes, language, stateToFilter, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { callButton } from "../calling.ts";
import { deskAddress, go, link, reportAddress } from "../desk.ts";
import { dueInWords, stateTag, urgencyTags } from "../urgency.ts";
import { batchBar } from "./batch.ts";
import { exportButtons } from "./export.ts";
import { keepList } from "../next_in_queue.ts";

const CHOSEN_HERE = ["state", "category", "late", "order"] as const;
const FILTERS = [...CHOSEN_HERE, "agency"] as const;
const WIDE = "(min-width: 40.0625em)";

/** Show the queue that the address names. */
export async function queuePage(place: HTMLElement, profile: Profile, query: URLSearchParams): Promise<string> {
  const named = query.get("queue") ?? "";
  const name = isOneOf(QUEUES, named) ? named : FIRST_OPENED;
  const title = t(`desk.queue_${name}`);
  const asked = new URLSearchParams({ queue: name });
  for (const filter of [...FILTERS, "cursor"]) if (query.get(filter)) asked.set(filter, query.get(filter)!);
  const results = h("div", {});
  place.append(h("h1", { class: "govuk-heading-l" }, title), p(t(`desk.about_${name}`)), filters(name, query), results);
  try {
    const list = await ask<QueuePage>("GET", `/officer/reports?${asked}`);
    keepList(
      profile.username,
      list.items.map((item) => item.report_id),
    );
    results.replaceChildren(...(list.items.length > 0 ? shown(list, profile, name, asked) : empty(list, name, asked)));
  } catch (failure) {
    results.replaceChildren(p(reason(failure)));
  }
  return title;
}

function empty(list: QueuePage, name: QueueName, asked: URLSearchParams): HTMLElement[] {
  const said = [h("p", { class: "govuk-inset-text" }, t(`desk.empty_${name}`))];
  if (list.next) said.push(p(t("desk.searchOn"), " ", next(asked, list.next)));
  return said;
}

function shown(list: QueuePage, profile: Profile, name: QueueName, asked: URLSearchParams): HTMLElement[] {
  const chosen = new Map<string, QueueItem>();
  const rows = list.items.map((item) => row(item, chosen, name));
  const bar = batchBar(profile, chosen, () => go(`${location.pathname}${location.search}`));
  const all = h("input", { class: "govuk-checkboxes__input", type: "checkbox", id: "choose-all" });
  all.addEventListener("change", () => {
    for (const box of table.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox]")) {
      box.checked = all.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  const heads = [t("desk.column_report"), t("desk.column_state"), t("desk.column_due"), t("desk.column_holder")];
  const table = h(
    "table",
    { class: "govuk-table queue" },
    h("caption", { class: "govuk-visually-hidden" }, t(`desk.queue_${name}`)),
    columnHeads(tick(all, t("desk.chooseAll")), ...heads),
    h("tbody", {}, ...rows),
  );
  table.addEventListener("change", () => bar.refresh());
  return [
    h("p", { class: "govuk-body quiet" }, t("desk.shown", { n: list.items.length })),
    bar.element,
    table,
    h(
      "nav",
      { class: "govuk-button-group", "aria-label": t("desk.pages") },
      asked.has("cursor") ? link(t("desk.first"), pageAddress(asked, null)) : null,
      list.next ? next(asked, list.next) : null,
    ),
    exportButtons(asked),
  ];
}

const next = (asked: URLSearchParams, cursor: string) => link(t("desk.next"), pageAddress(asked, cursor));

function pageAddress(asked: URLSearchParams, cursor: string | null): string {
  return deskAddress({ ...Object.fromEntries(asked), cursor });
}

function tick(box: HTMLInputElement, label: string): HTMLElement {
  return h(
    "div",
    { class: "govuk-checkboxes govuk-checkboxes--small" },
    h(
      "div",
      { class: "govuk-checkboxes__item" },
      box,
      h(
        "label",
        { class: "govuk-label govuk-checkboxes__label", for: box.id },
        h("span", { class: "govuk-visually-hidden" }, label),
      ),
    ),
  );
}

function row(item: QueueItem, chosen: Map<string, QueueItem>, queue: QueueName): HTMLElement {
  const box = h("input", { class: "govuk-checkboxes__input", type: "checkbox", id: `choose-${item.report_id}` });
  box.addEventListener("change", () => {
    if (box.checked) chosen.set(item.report_id, item);
    else chosen.delete(item.report_id);
  });
  const marks = [
    item.supervisory ? t("desk.supervisory") : null,
    item.confidential ? t("desk.confidential") : null,
    item.published ? t("desk.published") : null,
  ].filter(Boolean);
  const cell = (label: string, ...children: (HTMLElement | string | null)[]) =>
    h("td", { class: "govuk-table__cell", "data-label": label }, ...children);
  const due = cell(
    t("desk.column_due"),
    dueInWords(item.due_at, item.late) ?? "–",
    item.answer_by
      ? h("span", { class: "quiet queue__more" }, t("desk.answerBy", { day: shortDay(item.answer_by, language()) }))
      : null,
    h("span", { class: "quiet queue__more" }, t("desk.received", { day: shortDay(item.received_at, language()) })),
  );
  due.classList.add("queue__due");
  return h(
    "tr",
    { class: item.late ? "is-late" : "" },
    h("td", { class: "govuk-table__cell queue__tick" }, tick(box, t("desk.choose", { number: item.report_id }))),
    h(
      "th",
      { class: "govuk-table__header", scope: "row" },
      h("a", { class: "govuk-link", dir: "auto", href: reportAddress(item.report_id) }, item.title || item.report_id),
      h(
        "span",
        { class: "quiet queue__more" },
        [item.report_id, word("category", item.category), ...marks].join(" · "),
      ),
      queue === "unreached" ? callButton(item.report_id) : null,
    ),
    cell(t("desk.column_state"), stateTag(item.state, item.closed_reason), " ", ...urgencyTags(item.late, item.level)),
    due,
    cell(t("desk.column_holder"), item.holder_name ?? item.holder ?? "–"),
  );
}

function filters(name: QueueName, query: URLSearchParams): HTMLElement {
  const states = name === "all" || name === "undelivered" || name === "unreached" ? STATES : OPEN_STATES;
  const select = (filter: string, label: string, options: [string, string][]) => {
    const control = h("select", { class: "govuk-select", id: `filter-${filter}`, name: filter });
    control.append(
      ...options.map(([value, text]) => h("option", { value, selected: query.get(filter) === value }, text)),
    );
    return h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label", for: `filter-${filter}` }, label),
      control,
    );
  };
  const every: [string, string] = ["", t("desk.every")];
  const form = h(
    "form",
    { class: "filters", method: "get" },
    select("state", t("desk.filterState"), [
      every,
      ...states.map((one): [string, string] => [one, stateToFilter(one)]),
    ]),
    select("category", t("desk.filterCategory"), [every, ...codes("category")]),
    name === "late" ? null : select("late", t("desk.filterLate"), [every, ["true", t("desk.onlyLate")]]),
    select("order", t("desk.filterOrder"), [
      ["", t("desk.urgentFirst")],
      ["calm", t("desk.calmFirst")],
    ]),
    h("button", { class: "govuk-button govuk-button--secondary" }, t("desk.filter")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form)) as Record<string, string>;
    go(deskAddress({ queue: name, agency: query.get("agency"), ...given }));
  });
  // On a telephone they would fill the screen before the first report.
  const isOpen = matchMedia(WIDE).matches || CHOSEN_HERE.some((filter) => query.get(filter));
  return h(
    "details",
    { class: "govuk-details unprinted", open: isOpen },
    h(
      "summary",
      { class: "govuk-details__summary" },
      h("span", { class: "govuk-details__summary-text" }, t("desk.filters")),
    ),
    form,
  );
}
