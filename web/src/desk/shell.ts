/** The desk's head: who is at it, the pages they may open, and the way out. */
import type { Profile } from "../shared/answers.ts";
import { byId, h } from "../shared/element.ts";
import { QUEUES, type QueueName } from "../shared/facts.ts";
import { t, word } from "../shared/words.ts";
import { deskAddress, go, link, reportAddress } from "./desk.ts";
import { signOut } from "./session.ts";

/** What is done with somebody on the line or at the counter: one press away. */
const BESIDE = { record: "desk_record.title", callers: "desk_record.callers" } as const;
const OWN_LINKS = ["agencies", "officers", "standards", "wordings", "categories", "calendar"] as const;
/** What waits for others, or for nobody, stands behind what must be done. */
const BEHIND: QueueName[] = ["waiting", "undelivered", "all"];
const IN_ORDER = [...QUEUES.filter((name) => !BEHIND.includes(name)), ...BEHIND];

/** Show the head for that page. */
export function showShell(profile: Profile, page: string, query: URLSearchParams): void {
  const nav = byId("desk-nav");
  nav.hidden = false;
  const here = page === "report" ? "" : page;
  const item = (name: string, text: string, href: string, count?: number) => {
    const isHere = name === here || (here === "queue" && name === query.get("queue"));
    const anchor = h("a", { href, "aria-current": isHere ? "page" : null }, text);
    if (count) anchor.append(" ", h("span", { class: "count" }, String(count)));
    return h("li", {}, anchor);
  };
  const queues = IN_ORDER.filter((name) => name in profile.queues || name === "all");
  const shown = profile.may.includes("queues") ? queues : [];
  const list = h(
    "ul",
    { class: "desk-queues", id: "desk-queues" },
    profile.may.includes("summary") ? item("summary", t("desk.summary"), deskAddress()) : null,
    ...shown.map((name) =>
      item(
        name,
        t(`desk.queue_${name}`),
        deskAddress({ queue: name, agency: ofNation(profile, name) }),
        profile.queues[name],
      ),
    ),
  );
  nav.replaceChildren(
    h(
      "div",
      { class: "govuk-width-container desk-head" },
      opener(list),
      list,
      search(),
      ...recording(profile, page),
      account(profile),
    ),
  );
}

/** On a telephone the queues open at a press, for the page itself to begin on the first screen. */
function opener(list: HTMLElement): HTMLElement {
  const control = h(
    "button",
    { type: "button", class: "desk-menu", "aria-expanded": "false", "aria-controls": list.id },
    t("desk.menu"),
  );
  control.addEventListener("click", () => {
    control.setAttribute("aria-expanded", String(control.getAttribute("aria-expanded") !== "true"));
  });
  return control;
}

/** The ways to record what somebody said or wrote elsewhere and to find who calls, for whoever may. */
function recording(profile: Profile, page: string): HTMLElement[] {
  if (!profile.may.includes("record")) return [];
  return (["record", "callers"] as const).map((name) => pageButton(name, page));
}

function account(profile: Profile): HTMLElement {
  const pages = OWN_LINKS.filter((name) => profile.may.includes(name));
  return h(
    "details",
    { class: "desk-me" },
    h("summary", {}, `${profile.username} · ${word("role", profile.role)}`),
    h("p", { class: "govuk-body-s" }, profile.agency?.name ?? profile.agency_id),
    h(
      "ul",
      { class: "govuk-list" },
      ...pages.map((name) => h("li", {}, link(t(`desk.page_${name}`), deskAddress({ page: name })))),
    ),
    h("button", { type: "button", class: "as-link", onclick: () => void signOut() }, t("desk.signOut")),
  );
}

function pageButton(name: keyof typeof BESIDE, page: string): HTMLElement {
  return link(t(BESIDE[name]), deskAddress({ page: name }), {
    class: "govuk-button govuk-button--secondary desk-record-link",
    "aria-current": page === name ? "page" : null,
  });
}

/** All of the nation's reports at once is too much: its `all` names an agency, its own to begin with. */
function ofNation(profile: Profile, queue: string): string | null {
  return profile.role === "nation" && queue === "all" ? profile.agency_id : null;
}

function search(): HTMLElement {
  const input = h("input", { class: "govuk-input", id: "find", name: "id", autocomplete: "off", placeholder: "LP-…" });
  const form = h(
    "form",
    { role: "search", class: "desk-find" },
    h("label", { class: "govuk-visually-hidden", for: "find" }, t("desk.find")),
    input,
    h("button", { class: "govuk-button govuk-button--secondary" }, t("desk.open")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) go(reportAddress(input.value.trim()));
  });
  return form;
}
