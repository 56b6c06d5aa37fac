/** Tracking: number and code open the own view; a letter's link carries both in its fragment, which is read and removed. */
import type { Fault, OwnView } from "../shared/answers.ts";
import { isOneOf } from "../shared/facts.ts";
import { ask, part, reason } from "../shared/api.ts";
import { dayInWords } from "../shared/dates.ts";
import { button, byId, h, p } from "../shared/element.ts";
import { faultAt, showFaults } from "../shared/errors.ts";
import { Refused } from "../shared/http.ts";
import { tellOfDraft } from "../shared/draft_notice.ts";
import { keepLanguage } from "../shared/language.ts";
import { titled } from "../shared/titles.ts";
import { language, t } from "../shared/words.ts";
import { startWorker } from "../shared/worker.ts";
import { arrived, opened, remember, type Opened } from "./session.ts";
import { answerOf, facts, head } from "./head.ts";
import { stepGroups } from "./step_groups.ts";
import type { TypedBefore } from "./steps.ts";
import { courseOf, rest } from "./view.ts";

const PAGE_TITLE = document.title;
const form = byId("track") as HTMLFormElement;
const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value.trim();
let turn = 0;

function start(): void {
  document.body.classList.add("running");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const faults: Fault[] = ["report_id", "access_code"]
      .filter((name) => !value(name))
      .map((field) => faultAt(field, "required"));
    if (faults.length > 0) showFaults(form, faults);
    else void open({ id: value("report_id"), code: value("access_code") });
  });
  addEventListener("hashchange", follow);
  follow();
}

function follow(): void {
  const found = arrived();
  const known = found ?? opened();
  if (known) void open(known, found?.step ? { command: found.step, typed: {} } : null);
}

async function open(one: Opened, kept: TypedBefore = null, notice?: string): Promise<void> {
  const mine = ++turn;
  byId("notices").replaceChildren(h("p", { class: "govuk-body", role: "status" }, t("common.loading")));
  try {
    const view = await ask<OwnView>("GET", `/reports/${part(one.id)}`, { code: one.code });
    if (mine !== turn) return;
    remember(one);
    show(view, one, kept, notice);
  } catch (failure) {
    if (mine === turn) refuse(one, failure);
  }
}

function refuse(one: Opened, failure: unknown): void {
  byId("notices").replaceChildren();
  if (failure instanceof Refused && failure.status === 410) return erased(one, failure);
  close();
  for (const [name, text] of [
    ["report_id", one.id],
    ["access_code", one.code],
  ] as const)
    (form.elements.namedItem(name) as HTMLInputElement).value = text;
  const isWrong = failure instanceof Refused && failure.status === 404;
  showFaults(form, [
    { field: "access_code", code: "not_found", message: isWrong ? t("track.wrong") : reason(failure) },
  ]);
}

function show(view: OwnView, one: Opened, kept: TypedBefore, notice?: string): void {
  const own = byId("own");
  const after = {
    done: (next: OwnView, command: string) =>
      next.allowed.length === 0 && "erased_at" in next
        ? erased(one, null)
        : show(next, one, null, t(command === "contact" ? "track.contactDone" : "track.done")),
    stale: (command: string, typed: Record<string, string>) => void open(one, { command, typed }, t("track.stale")),
    gone: (refused: Refused) => refuse(one, refused),
  };
  const isClosed = kept !== null && !isOneOf(view.allowed, kept.command);
  const said = isClosed
    ? lost(kept.typed)
    : notice
      ? h("p", { class: "govuk-inset-text", id: "said", role: "status", tabindex: "-1" }, notice)
      : null;
  const { onAnswer, now, settings } = stepGroups(view, one, after, kept);
  const parts = [said, head(view), answerOf(view, one), onAnswer, facts(view), now, courseOf(view, one), settings];
  own.replaceChildren(...parts.filter((part) => part !== null), rest(view, one), ways(one));
  byId("ask").hidden = true;
  own.hidden = false;
  byId("notices").replaceChildren();
  document.title = titled(view.report_id);
  const step = kept && !isClosed ? document.getElementById(`step-${kept.command}`) : null;
  step?.scrollIntoView();
  (said ?? step?.querySelector<HTMLElement>("textarea, input") ?? byId("report-title")).focus();
}

/** To see whether something is new, and to leave nothing behind on a shared telephone. */
function ways(one: Opened): HTMLElement {
  return h(
    "div",
    { class: "govuk-button-group unprinted" },
    button(t("track.refresh"), () => void open(one), "secondary"),
    button(t("track.leave"), leave, "secondary"),
  );
}

/** The step is no longer open: its reader keeps what they wrote. */
function lost(typed: Record<string, string>): HTMLElement {
  const words = Object.entries(typed).filter(([name]) => name !== "sure");
  return h(
    "div",
    { class: "govuk-inset-text", role: "status", tabindex: "-1" },
    p(t("track.changed")),
    words.length > 0 ? p(t("track.kept")) : "",
    ...words.map(([, text]) => h("p", { class: "govuk-body text", dir: "auto" }, text)),
  );
}

function erased(one: Opened, refused: Refused | null): void {
  remember(null);
  const heading = h("h1", { class: "govuk-heading-l", tabindex: "-1" }, t("track.erasedTitle"));
  const { on, rule } = (refused?.error ?? {}) as { on?: string; rule?: string };
  const day =
    typeof on === "string" ? p(t("track.erasedOn", { day: dayInWords(on, language()), rule: String(rule) })) : "";
  byId("own").replaceChildren(heading, p(t("track.erasedText", { number: one.id })), day);
  byId("ask").hidden = true;
  byId("own").hidden = false;
  document.title = titled(t("track.erasedTitle"));
  heading.focus();
}

function close(): void {
  remember(null);
  byId("own").hidden = true;
  byId("own").replaceChildren();
  byId("ask").hidden = false;
  document.title = PAGE_TITLE;
}

function leave(): void {
  close();
  form.reset();
  byId("notices").replaceChildren(h("p", { class: "govuk-inset-text", role: "status" }, t("track.left")));
  byId("main-content").focus();
}

startWorker();
if (!keepLanguage()) {
  start();
  void tellOfDraft();
}
