/** All answers once more, each with a way back to where it was given. */
import { dayInWords } from "../shared/dates.ts";
import { byId, h, type Child } from "../shared/element.ts";
import { PERSON_FIELDS, PLACE_FIELDS, PROXY_FIELDS } from "../shared/facts.ts";
import { choicesInWords, language, t, word } from "../shared/words.ts";
import { choicesIn, MULTIPLE, type Answers } from "../shared/submission/draft.ts";
import { agencyInWords } from "./agencies.ts";
import { STEPS } from "./rules.ts";
import { thumbnail } from "./thumbnail.ts";
import { current } from "./state.ts";

/** The nearest first. */
const PLACE = PLACE_FIELDS.map((name) => `location.${name}`).reverse();

/** Draw the answers: a row for each step. */
export function drawAnswers(): void {
  const { answers } = current();
  const chosen = (name: string) => (byId(name) as HTMLSelectElement).selectedOptions[0]?.textContent ?? "";
  const kind = answers["classification"] ? word("classification", answers["classification"]) : "";
  const day = answers["event_date"] ? dayInWords(answers["event_date"], language()) : "";
  const rows = [
    row(
      "kejadian",
      t("submit.checkWhat"),
      said(answers["title"], "strong"),
      said(answers["body"]),
      said(kind, "span", "quiet"),
      thumbnails(),
    ),
    row("lokasi", t("submit.checkWhere"), said(place(answers)), said(day)),
    row("topik", t("submit.checkTopic"), said(answers["category"] ? chosen("category") : "")),
    row("instansi", t("submit.checkAgency"), said(agencyInWords(answers))),
    row("pelapor", t("submit.checkWho"), ...reporter(answers, chosen("language"))),
  ];
  byId("answers").replaceChildren(h("dl", { class: "govuk-summary-list" }, ...rows));
}

function reporter(answers: Answers, spoken: string): Child[] {
  const isTrue = (name: string) => answers[name] === "true";
  const [name, relation] = PROXY_FIELDS.map((part) => answers[`proxy.${part}`]?.trim());
  const proxy = name && relation ? t("submit.proxySaid", { name, relation }) : "";
  const lines = [
    isTrue("anonymous") ? t("submit.anonymousSaid") : "",
    ...PERSON_FIELDS.map((field) => answers[`reporter.${field}`]),
    proxy,
    ...MULTIPLE.map((field) => choicesInWords(field, choicesIn(answers[field]))),
    isTrue("confidential") ? t("submit.confidentialSaid") : "",
    answers["language"] === language() ? "" : spoken,
  ];
  return lines.map((line) => said(line));
}

function place(answers: Answers): string {
  const parts = PLACE.map((name) => answers[name]?.trim()).filter(Boolean);
  if (answers["location.lat"]) parts.push(t("submit.pointGiven"));
  return parts.join(", ");
}

/** A line of its own for what was answered; nothing for what was not. */
function said(value: string | undefined, tag: "span" | "strong" = "span", look = ""): Child {
  return value?.trim() ? h(tag, { class: `answers__line text ${look}`, dir: "auto" }, value.trim()) : "";
}

function thumbnails(): Child {
  const { files } = current();
  return files.length > 0
    ? h("span", { class: "answers__line" }, ...files.map((file) => thumbnail(file, file.name)))
    : "";
}

function row(step: string, name: string, ...values: Child[]): HTMLElement {
  if (!STEPS.some(({ id }) => id === step)) throw new Error(step);
  const isEmpty = values.every((value) => !value);
  return h(
    "div",
    { class: "govuk-summary-list__row" },
    h("dt", { class: "govuk-summary-list__key" }, name),
    h(
      "dd",
      { class: "govuk-summary-list__value" },
      ...values,
      isEmpty ? h("span", { class: "quiet" }, t("submit.none")) : "",
    ),
    h(
      "dd",
      { class: "govuk-summary-list__actions" },
      h(
        "a",
        { class: "govuk-link", href: `#${step}`, "data-change": "" },
        t("submit.change"),
        h("span", { class: "govuk-visually-hidden" }, ` ${name}`),
      ),
    ),
  );
}
