/** A form for each of the reporter's steps; only those that the API allows now are ever built. */
import type { OwnView } from "../shared/answers.ts";
import { check, type Typed } from "../shared/controls.ts";
import { h, p, type Child } from "../shared/element.ts";
import { isOneOf, RATINGS, REPORTER_COMMANDS, SURVEY, type StepName } from "../shared/facts.ts";
import { t, word } from "../shared/words.ts";

export type Command = {
  /** What the step asks, filled with what was typed before. */
  ask: (kept: Typed) => Child[];
  /** The body it sends, but for version and files. */
  body: (given: Typed) => Record<string, unknown>;
  /** What must not happen by a slip: the box has to be ticked. */
  sure?: boolean;
  files?: boolean;
  /** The step that is offered first, when what was given speaks for it. */
  doubt?: (given: Typed) => StepName | null;
};

const LINES = 5;
/** Who rates an answer so low is asked whether to dispute it. */
const LOW_RATING = 2;
const rated = ({ rating }: Typed) => (rating ? { rating: Number(rating) } : {});

const COMMANDS: Record<StepName, Command> = {
  complete: {
    ask: (kept) => [
      lines("complete", "body", t("track.completeText"), kept),
      lines("complete", "location.detail", word("label", "location.detail"), kept),
    ],
    body: ({ body, "location.detail": detail }) => ({
      ...(body ? { body } : {}),
      ...(detail ? { location: { detail } } : {}),
    }),
    files: true,
  },
  reply: {
    ask: (kept) => [lines("reply", "text", t("track.text"), kept)],
    body: ({ text }) => ({ text }),
    files: true,
  },
  confirm: {
    ask: (kept) => [rating("confirm", kept)],
    body: rated,
    doubt: ({ rating }) => (Number(rating) <= LOW_RATING ? "dispute" : null),
  },
  "confirm-promise": {
    ask: (kept) => [rating("confirm-promise", kept)],
    body: rated,
    doubt: ({ rating }) => (Number(rating) <= LOW_RATING ? "dispute" : null),
  },
  survey: {
    ask: (kept) => [p(t("track.surveyText")), ...Object.entries(SURVEY).map(([name, all]) => graded(name, all, kept))],
    body: (given) =>
      Object.fromEntries(Object.keys(SURVEY).flatMap((name) => (given[name] ? [[name, Number(given[name])]] : []))),
  },
  dispute: {
    ask: (kept) => [lines("dispute", "text", t("track.disputeText"), kept), rating("dispute", kept)],
    body: (given) => ({ text: given["text"], ...rated(given) }),
    files: true,
  },
  object: {
    ask: (kept) => [lines("object", "text", t("track.objectText"), kept)],
    body: ({ text }) => ({ text }),
    files: true,
  },
  ombudsman: {
    ask: (kept) => [
      p(t("track.ombudsmanText")),
      p(h("strong", {}, t("track.ombudsmanNotYet")), ` ${t("track.ombudsmanHow")}`),
      tick("ombudsman", "consent", t("track.ombudsmanConsent"), kept),
    ],
    body: ({ consent }) => (consent ? { consent: true } : {}),
  },
  publicity: {
    ask: (kept) => [
      p(t("track.publicityText")),
      choice(
        "publicity",
        "allowed",
        word("label", "allowed"),
        [
          ["true", t("track.publicityYes")],
          ["false", t("track.publicityNo")],
        ],
        kept,
      ),
    ],
    body: ({ allowed }) => (allowed ? { allowed: allowed === "true" } : {}),
  },
  contact: {
    ask: (kept) => [
      p(t("track.contactText")),
      line("contact", "name", "text", "name", kept),
      line("contact", "email", "email", "email", kept),
      line("contact", "phone", "tel", "tel", kept),
    ],
    body: ({ name, email, phone }) =>
      Object.fromEntries(Object.entries({ name, email, phone }).filter(([, one]) => one)),
  },
  leave: { ask: () => [p(t("track.leaveText"))], body: () => ({}) },
  withdraw: { ask: () => [p(t("track.withdrawText"))], body: () => ({}), sure: true },
  erase: { ask: () => [p(t("track.eraseText"))], body: () => ({}), sure: true },
};

/** The same step for who has given the consent: it is taken back. */
const OMBUDSMAN_NO_MORE: Command = {
  ask: () => [p(t("track.ombudsmanBackText"))],
  body: () => ({ consent: false }),
  sure: true,
};

/** The step of that name; undefined for one this page does not know. */
export const commandOf = (name: string, view: OwnView): Command | undefined => {
  if (takesBack(name, view)) return OMBUDSMAN_NO_MORE;
  return isOneOf(REPORTER_COMMANDS, name) ? COMMANDS[name] : undefined;
};

/** Whether the step takes back what was given. */
export const takesBack = (name: string, view: OwnView): boolean => name === "ombudsman" && view.referred_to_ombudsman;

/** A box to tick. */
export const tick = (command: string, name: string, text: string, kept: Typed): HTMLElement =>
  check(name, text, kept[name] === "true", "", `${command}-${name}`);

function lines(command: string, name: string, label: string, kept: Typed): HTMLElement {
  const id = `${command}-${name}`;
  const area = h("textarea", { class: "govuk-textarea", id, name, rows: LINES, dir: "auto" });
  area.value = kept[name] ?? "";
  return h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: id }, label), area);
}

function line(command: string, name: string, type: string, autocomplete: string, kept: Typed): HTMLElement {
  const id = `${command}-${name}`;
  const input = h("input", { class: "govuk-input", id, name, type, autocomplete, value: kept[name] ?? "" });
  return h(
    "div",
    { class: "govuk-form-group" },
    h("label", { class: "govuk-label", for: id }, word("label", name)),
    input,
  );
}

function choice(
  command: string,
  name: string,
  legend: string,
  options: [string, string][],
  kept: Typed,
  classes = "",
): HTMLElement {
  const items = options.map(([value, text], index) => {
    const id = `${command}-${name}${index === 0 ? "" : `-${index + 1}`}`;
    return h(
      "div",
      { class: "govuk-radios__item" },
      h("input", { class: "govuk-radios__input", type: "radio", id, name, value, checked: kept[name] === value }),
      h("label", { class: "govuk-label govuk-radios__label", for: id }, text),
    );
  });
  return h(
    "div",
    { class: "govuk-form-group" },
    h(
      "fieldset",
      { class: "govuk-fieldset" },
      h("legend", { class: "govuk-fieldset__legend" }, legend),
      h("div", { class: `govuk-radios ${classes}` }, ...items),
    ),
  );
}

function graded(name: string, all: readonly number[], kept: Typed): HTMLElement {
  const options = all.map((n): [string, string] => [String(n), `${n} = ${word("grade", String(n))}`]);
  return choice("survey", name, word("label", name), options, kept, "govuk-radios--small");
}

function rating(command: string, kept: Typed): HTMLElement {
  const options = RATINGS.map((n): [string, string] => [String(n), `${n} = ${word("rating", String(n))}`]);
  return choice(command, "rating", t("track.rating"), options, kept, "govuk-radios--small");
}
