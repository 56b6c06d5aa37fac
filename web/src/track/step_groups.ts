/** The steps in three groups: the word on an answer, what is to be done now, and the settings of the report. */
import type { OwnView } from "../shared/answers.ts";
import { h } from "../shared/element.ts";
import { REPORTERS_SETTINGS, type StepName } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { commandOf } from "./commands.ts";
import { isAhead, isAsked, ON_PROMISE, promise } from "./promise.ts";
import type { Opened } from "./session.ts";
import { stepForm, titleOf, type AfterStep, type TypedBefore } from "./steps.ts";

export type StepGroups = { onAnswer: HTMLElement | null; now: HTMLElement | null; settings: HTMLElement | null };

const CONCERNS_ANSWER: StepName[] = ["confirm", "dispute"];
const SETTINGS: readonly string[] = REPORTERS_SETTINGS;

/** All steps that are allowed now. */
export function stepGroups(view: OwnView, open: Opened, after: AfterStep, kept: TypedBefore): StepGroups {
  const known = view.allowed.filter((name) => commandOf(name, view));
  const concerned = isAsked(view) ? ON_PROMISE : view.state === "answered" ? CONCERNS_ANSWER : [];
  const onAnswer = concerned.filter((name) => known.includes(name));
  // Whoever says that the promise was kept has confirmed the answer, too.
  const apart: string[] = isAsked(view) ? [...onAnswer, "confirm"] : onAnswer;
  const others = known.filter((name) => !apart.includes(name));
  const each = (name: string) => step(name, view, open, after, kept);
  const now = others.filter((name) => !SETTINGS.includes(name));
  const settings = SETTINGS.filter((name) => (others as string[]).includes(name));
  return {
    onAnswer: onAnswer.length > 0 ? question(view, onAnswer.map(each)) : null,
    now: now.length > 0 ? group("steps", t("track.can"), now.map(each)) : null,
    settings: settings.length > 0 ? group("settings", t("track.settings"), settings.map(each)) : null,
  };
}

/** Two large buttons, each of which opens what it still asks. */
function question(view: OwnView, answers: HTMLElement[]): HTMLElement {
  const two = h("div", { class: "two-answers" }, ...answers);
  if (isAsked(view)) return group("promise", t("track.promise"), [two], promise(view));
  return group("solved", t(isAhead(view) ? "track.plan" : "track.solved"), [two]);
}

function step(name: string, view: OwnView, open: Opened, after: AfterStep, kept: TypedBefore): HTMLElement {
  const isOpen = kept?.command === name || (name === "complete" && view.state === "needs_info");
  const form = stepForm(name, view, open, after, kept?.command === name ? kept.typed : {});
  return h(
    "details",
    { class: "choice", id: `step-${name}`, open: isOpen },
    h("summary", {}, titleOf(name, view)),
    form,
  );
}

/** On paper nothing can be pressed: what can be done is left out. */
function group(id: string, title: string, all: HTMLElement[], said: HTMLElement | null = null): HTMLElement {
  return h(
    "section",
    { class: "unprinted", "aria-labelledby": id },
    h("h2", { class: "govuk-heading-m", id }, title),
    said,
    ...all,
  );
}
