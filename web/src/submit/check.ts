/** All answers once more, each with a way back to where it was given. */
import { dayInWords } from "../shared/dates.ts";
import { byId, h, type Child } from "../shared/element.ts";
import { PLACE_FIELDS, PROXY_FIELDS } from "../shared/facts.ts";
import { choicesInWords, language, t, word } from "../shared/words.ts";
import { choicesIn, MULTIPLE, type Answers } from "../shared/submission/draft.ts";
import { STEPS } from "./rules.ts";
import { current } from "./state.ts";

/** The nearest first. */
const PLACE = PLACE_FIELDS.map((name) => `location.${name}`).reverse();

/** Draw the answers. */
export function drawAnswers(): void {
  const { answers, files } = current();
  const yes = (name: string) => t(answers[name] === "true" ? "submit.yes" : "submit.no");
  const chosen = (name: string) => (byId(name) as HTMLSelectElement).selectedOptions[0]?.textContent ?? "";
  const rows = [
    row(
      "jenis",
      word("label", "classification"),
      answers["classification"] ? word("classification", answers["classification"]) : "",
    ),
    row("topik", word("label", "category"), answers["category"] ? chosen("category") : ""),
    row("kejadian", word("label", "title"), text(answers["title"])),
    row("kejadian", word("label", "body"), text(answers["body"])),
    row("lokasi", word("label", "location"), place(answers)),
    row(
      "instansi",
      word("label", "agency_id"),
      answers["agency_id"] ? (answers["_agency_name"] ?? answers["agency_id"]) : t("submit.agencyUnknown"),
    ),
    row(
      "waktu",
      word("label", "event_date"),
      answers["event_date"] ? dayInWords(answers["event_date"], language()) : "",
    ),
    row("lampiran", word("label", "attachments"), files.map(({ name }) => name).join(", ")),
    row("pelapor", word("label", "reporter.name"), text(answers["reporter.name"])),
    row("pelapor", word("label", "reporter.email"), text(answers["reporter.email"])),
    row("pelapor", word("label", "reporter.phone"), text(answers["reporter.phone"])),
    row("pelapor", word("label", "anonymous"), yes("anonymous")),
    row("pelapor", word("label", "confidential"), yes("confidential")),
    ...PROXY_FIELDS.map((part) => row("pelapor", word("label", `proxy.${part}`), text(answers[`proxy.${part}`]))),
    ...MULTIPLE.map((name) => row("pelapor", word("label", name), choicesInWords(name, choicesIn(answers[name])))),
    row("pelapor", word("label", "language"), chosen("language")),
  ];
  byId("answers").replaceChildren(h("dl", { class: "govuk-summary-list" }, ...rows));
}

function place(answers: Answers): Child {
  const parts = PLACE.map((name) => answers[name]?.trim()).filter(Boolean);
  if (answers["location.lat"])
    parts.push(t("submit.point", { lat: answers["location.lat"] ?? "", lon: answers["location.lon"] ?? "" }));
  return text(parts.join(", "));
}

const text = (value: string | undefined): Child => (value?.trim() ? h("span", { class: "text" }, value.trim()) : "");

function row(step: string, name: string, value: Child): HTMLElement {
  if (!STEPS.some(({ id }) => id === step)) throw new Error(step);
  return h(
    "div",
    { class: "govuk-summary-list__row" },
    h("dt", { class: "govuk-summary-list__key" }, name),
    h("dd", { class: "govuk-summary-list__value" }, value || h("span", { class: "quiet" }, t("submit.none"))),
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
