/** Published reports, page by page: the filters are in the address, so that a list can be shared and gone back to. */
import type { PublishedItem, PublishedPage } from "../shared/answers.ts";
import { ask, reason } from "../shared/api.ts";
import { dayOf, latestMonths, monthInWords } from "../shared/dates.ts";
import { button, byId, h, p } from "../shared/element.ts";
import { MONTH_PATTERN } from "../shared/facts.ts";
import { home, language, stateInWords, t } from "../shared/words.ts";
import { PROVINCES, provinceOf } from "./provinces.ts";

const FILTERS = ["agency", "category", "state", "month"] as const;
const MONTHS = 24;
const select = (name: string) => byId(name) as HTMLSelectElement;
const isMonth = (text: string) => new RegExp(`^(?:${MONTH_PATTERN})$`).test(text);
let turn = 0;

/** The filters of the address, nothing else of it. */
function wanted(): URLSearchParams {
  const given = new URLSearchParams(location.search);
  return new URLSearchParams(
    [...FILTERS, "cursor"].flatMap((name) => (given.get(name) ? [[name, given.get(name) ?? ""]] : [])),
  );
}

/** What stands behind the address; nothing for no filter. */
const asked = (query: URLSearchParams): string => (query.toString() ? `?${query}` : "");

/** The months to choose from: the last two years, and an older one that the address names. */
function offerMonth(month: string): void {
  if (month && ![...select("month").options].some(({ value }) => value === month))
    select("month").append(h("option", { value: month }, monthInWords(month, language())));
}

/** Make the filters work without leaving the page. */
export function prepareFilters(): void {
  latestMonths(new Date(), MONTHS).forEach(offerMonth);
  const form = byId("filters") as HTMLFormElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new URLSearchParams(
      FILTERS.flatMap((name) => (select(name).value ? [[name, select(name).value]] : [])),
    );
    history.pushState(null, "", `${home()}/laporan${asked(chosen)}`);
    void showList();
  });
}

/** Show the page of the list that the address names. */
export async function showList(focus = false): Promise<void> {
  const [mine, query] = [++turn, wanted()];
  if (isMonth(query.get("month") ?? "")) offerMonth(query.get("month")!);
  for (const name of FILTERS) select(name).value = query.get(name) ?? "";
  const results = byId("results");
  results.replaceChildren(p(t("common.loading")));
  try {
    const page = await ask<PublishedPage>("GET", `/reports${asked(query)}`);
    if (mine === turn)
      results.replaceChildren(...(page.items.length > 0 || page.next ? drawn(page, query) : empty(query)));
  } catch (failure) {
    if (mine === turn)
      results.replaceChildren(
        p(reason(failure)),
        button(t("common.retry"), () => void showList(), "secondary"),
      );
  }
  if (focus && mine === turn) byId("main-content").focus();
}

function empty(query: URLSearchParams): HTMLElement[] {
  const said: HTMLElement[] = [h("h2", { class: "govuk-heading-m" }, t("published.empty"))];
  if (asked(query))
    said.push(
      p(t("published.emptyFiltered")),
      p(h("a", { class: "govuk-link", href: `${home()}/laporan` }, t("published.clear"))),
    );
  return said;
}

function drawn({ items, next }: PublishedPage, query: URLSearchParams): HTMLElement[] {
  const link = (text: string, cursor: string | null) => {
    const target = new URLSearchParams(query);
    target.delete("cursor");
    if (cursor) target.set("cursor", cursor);
    return h("a", { class: "govuk-link", href: `${home()}/laporan${asked(target)}` }, text);
  };
  const pages = [
    query.has("cursor") ? link(t("published.first"), null) : null,
    next ? link(t("published.next"), next) : null,
  ];
  return [
    h("p", { class: "govuk-body quiet" }, t("published.found", { n: items.length })),
    h("ul", { class: "reports" }, ...items.map(row)),
    h("nav", { class: "govuk-button-group", "aria-label": t("published.next") }, ...pages),
    byPlace(items),
  ];
}

function row(item: PublishedItem): HTMLElement {
  const name = (id: string) =>
    [...(byId("category") as HTMLSelectElement).options].find((one) => one.value === id)?.text ?? id;
  const since = item.since ? `, ${t("common.since", { day: dayOf(item.since, language()) })}` : "";
  return h(
    "li",
    {},
    h(
      "h2",
      { class: "govuk-heading-s" },
      h(
        "a",
        { class: "govuk-link", dir: "auto", href: `${home()}/laporan?id=${encodeURIComponent(item.report_id)}` },
        item.title,
      ),
    ),
    h(
      "p",
      { class: "govuk-body-s" },
      h("strong", { class: "govuk-tag govuk-tag--blue" }, stateInWords(item.state, item.closed_reason)),
      ` ${name(item.category)}`,
    ),
    item.holder
      ? h("p", { class: "govuk-body-s" }, t("published.holder", { name: item.holder_name ?? item.holder }), since)
      : null,
    h("p", { class: "govuk-body-s quiet" }, t("published.received", { day: dayOf(item.received_at, language()) })),
  );
}

/** How many of these are held where: in words, and on a map for who asks for one. */
function byPlace(items: PublishedItem[]): HTMLElement {
  const counts = new Map<string, number>();
  for (const { holder } of items) {
    const place = holder ? (provinceOf(holder) ?? t("published.national")) : t("published.nobody");
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const onMap = new Map(sorted.filter(([code]) => code in PROVINCES));
  const place = h("div", { class: "unprinted" });
  const open = button(t("published.mapOpen"), () => void showMap(place, onMap), "secondary");
  if (onMap.size > 0) place.append(open);
  return h(
    "section",
    { "aria-labelledby": "by-place" },
    h("h2", { class: "govuk-heading-m", id: "by-place" }, t("published.mapTitle")),
    p(t("published.mapNote")),
    h(
      "ul",
      { class: "counts govuk-body" },
      ...sorted.map(([code, n]) => h("li", {}, `${PROVINCES[code]?.[0] ?? code}: ${t("published.count", { n })}`)),
    ),
    place,
  );
}

async function showMap(place: HTMLElement, counts: Map<string, number>): Promise<void> {
  place.replaceChildren(p(t("common.loading")));
  try {
    const { countMap } = await import("./map.ts");
    place.replaceChildren(await countMap(counts));
  } catch {
    place.replaceChildren(p(t("common.offline")));
  }
}
