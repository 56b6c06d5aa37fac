/** The officer's desk: signs in, learns who is there, and shows the page that the address names. */
import "../shared/older.ts";
import "../shared/printed_addresses.ts";
import type { Profile } from "../shared/answers.ts";
import "../shared/trusted.ts";
import { reason } from "../shared/api.ts";
import { button, byId, h, p } from "../shared/element.ts";
import { Refused } from "../shared/http.ts";
import { keepLanguage } from "../shared/language.ts";
import { home, t } from "../shared/words.ts";
import { ask } from "./api.ts";
import type { DeskPage } from "./desk.ts";
import { draftsBelongTo } from "./drafts.ts";
import { arrive, hasSignedIn, NothingKept, signIn, signOut } from "./session.ts";
import { showShell } from "./shell.ts";

/** The pages by the name in the address; each is loaded when it is first asked for. */
const PAGES: Record<string, () => Promise<DeskPage>> = {
  summary: async () => (await import("./summary/page.ts")).summaryPage,
  queue: async () => (await import("./queue/page.ts")).queuePage,
  callers: async () => (await import("./callers/page.ts")).callersPage,
  record_import: async () => (await import("./record/import.ts")).importPage,
  record: async () => (await import("./record/page.ts")).recordPage,
  report: async () => (await import("./case/page.ts")).reportPage,
  agencies: async () => (await import("./administration/agencies.ts")).agenciesPage,
  officers: async () => (await import("./administration/officers.ts")).officersPage,
  standards: async () => (await import("./administration/standards.ts")).standardsPage,
  categories: async () => (await import("./administration/categories.ts")).categoriesPage,
  wordings: async () => (await import("./administration/canned_replies.ts")).cannedRepliesPage,
  calendar: async () => (await import("./administration/calendar.ts")).calendarPage,
};

const SITE = document.title;
let turn = 0;
let profile: Profile | undefined;

function where(): { name: string; query: URLSearchParams } {
  const query = new URLSearchParams(location.search);
  const id = decodeURIComponent(location.hash.slice(1));
  if (id && id !== "main-content") {
    query.set("id", id);
    return { name: "report", query };
  }
  const page = query.get("page") ?? (query.has("queue") ? "queue" : "summary");
  return { name: page in PAGES ? page : "summary", query };
}

async function show(): Promise<void> {
  const mine = ++turn;
  const { name, query } = where();
  const place = byId("desk");
  const [loaded, known] = [PAGES[name]!(), ask<Profile>("GET", "/officer")];
  try {
    const fresh = h("div", { class: `desk-${name}` });
    profile = await known;
    draftsBelongTo(profile.username);
    if (mine !== turn) return;
    showShell(profile, name, query);
    const title = await (await loaded)(fresh, profile, query);
    if (mine !== turn) return;
    place.replaceChildren(fresh);
    document.title = `${title} – ${SITE}`;
    const heading = fresh.querySelector<HTMLElement>("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: mine === 1 });
    if (mine > 1) scrollTo(0, 0);
  } catch (failure) {
    if (mine === turn) place.replaceChildren(...trouble(failure));
  }
}

function trouble(failure: unknown): HTMLElement[] {
  if (failure instanceof Refused && failure.status === 403 && !profile)
    return [
      h("h1", { class: "govuk-heading-l" }, t("desk.notYours")),
      p(t("desk.disabled")),
      p(t("desk.disabledHelp")),
      button(t("desk.signOut"), () => void signOut(), "secondary"),
    ];
  return [
    h("h1", { class: "govuk-heading-l" }, t("desk.notShown")),
    p(reason(failure)),
    button(t("common.retry"), () => void show(), "secondary"),
  ];
}

async function start(): Promise<void> {
  document.body.classList.add("running");
  keepLanguage();
  addEventListener("lapor:moved", () => void show());
  addEventListener("popstate", () => void show());
  document.addEventListener("click", follow);
  try {
    await arrive();
  } catch {
    byId("desk").replaceChildren(
      h("h1", { class: "govuk-heading-l" }, t("desk.notSignedIn")),
      p(globalThis.isSecureContext ? t("desk.signInFailed") : t("desk.insecure")),
      button(t("desk.signIn"), () => void signIn(`${home()}/petugas`).catch(unreached)),
    );
    return;
  }
  if (hasSignedIn()) await show();
  else welcome();
}

/** Before the sign-in: what this is and whom it is for, so that no citizen thinks they need a password. */
function welcome(): void {
  const address = `${location.pathname}${location.search}${location.hash}`;
  const enter = button(t("desk.signIn"), () => void signIn(address).catch(unreached));
  enter.id = "sign-in";
  const citizens = h("a", { class: "govuk-link", href: `${home()}/` }, t("desk.forCitizens"));
  byId("desk").replaceChildren(
    h("h1", { class: "govuk-heading-l" }, t("desk.welcome")),
    p(t("desk.welcomeText")),
    p(t("desk.welcomeWho")),
    enter,
    p(citizens),
  );
  enter.focus();
}

function unreached(failure: unknown): void {
  const said = failure instanceof NothingKept ? t("desk.nothingKept") : reason(failure);
  byId("desk").append(h("p", { class: "govuk-body", role: "alert" }, said));
}

/** Links within the desk do not load the page anew; whoever wants a new tab gets one. */
function follow(event: MouseEvent): void {
  const anchor = (event.target as Element).closest?.("a");
  if (!anchor || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || anchor.target || anchor.download) return;
  const target = new URL(anchor.href, location.href);
  if (target.origin !== location.origin || target.pathname !== location.pathname) return;
  if (target.hash === "#main-content" || anchor.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  history.pushState(null, "", target);
  void show();
}

void start();
