/** Who should answer: proposed by place and matter, changed by who knows better; never "the nation" where the place is known. */
import type { AgencyPage } from "../shared/answers.ts";
import { ask } from "../shared/api.ts";
import { byId, h } from "../shared/element.ts";
import { LONGEST_SEARCH } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import type { Answers } from "../shared/submission/draft.ts";
import { choiceOf } from "./choice.ts";
import { proposals, proposedLast } from "./proposals.ts";
import { current, readForm, save } from "./state.ts";

type Offered = { id: string; name: string; institution: string; reason: string };

const SHOWN = 6;
const PAUSE = 300;
const [PLACE, OTHER] = ["unknown", "known"];

let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;
let offered: Offered[] = [];

const input = (id: string) => byId(id) as HTMLInputElement;

/** Build the question; `names` are the institutions' names by id. */
export function prepareAgencies(names: Map<string, string>): void {
  const search = h("input", {
    class: "govuk-input",
    id: "agency-search",
    "data-field": "agency_id",
    type: "search",
    autocomplete: "off",
    "aria-describedby": "agency-search-hint",
  });
  const found = h("div", { id: "agency-found" });
  const inside = h(
    "div",
    { class: "govuk-radios__conditional", id: "agency-known" },
    h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label", for: "agency-search" }, t("submit.agencySearch")),
      h("div", { class: "govuk-hint", id: "agency-search-hint" }, t("submit.agencySearchHint")),
      search,
    ),
    h("p", { class: "govuk-body quiet", role: "status", id: "agency-count" }),
    h("div", { class: "govuk-form-group" }, found),
  );
  const choices = h("div", { class: "govuk-radios", id: "agency-choices" });
  const legend = h("legend", { class: "govuk-visually-hidden" }, byId("instansi-heading").textContent);
  const hidden = (name: string, id: string) => h("input", { type: "hidden", name, id });
  byId("agency").replaceChildren(
    h("fieldset", { class: "govuk-fieldset" }, legend, choices),
    inside,
    hidden("agency_id", "agency-proposed"),
    hidden("_agency_name", "agency-name"),
    hidden("_agency_by", "agency-by"),
  );
  choices.addEventListener("change", () => {
    input("agency-by").value = "person";
    apply();
    readForm();
    void save();
  });
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(search.value, names), PAUSE);
  });
  found.addEventListener("change", (event) => {
    input("agency-name").value = (event.target as HTMLInputElement).dataset["name"] ?? "";
    readForm();
    void save();
  });
}

/** Show again what an earlier visit chose. */
export function showChosen(answers: Answers): void {
  const { agency_id: id, _agency: choice, _agency_name: name = "" } = answers;
  const isProposed = Boolean(id) && choice === id;
  offered = isProposed ? [{ id: id ?? "", name: name || (id ?? ""), institution: "", reason: "" }] : [];
  input("agency-by").value = answers["_agency_by"] ?? "";
  draw(isProposed ? (id ?? PLACE) : id ? OTHER : PLACE);
  byId("agency-found").replaceChildren();
  if (id && !isProposed) offer([{ id, name: name || id, institution: "" }], id);
}

/** Offer what place and words propose now; what a person chose stays chosen. */
export async function showAgencies(): Promise<void> {
  const found = (await proposals())?.agencies ?? [];
  const { _agency: choice = PLACE } = current().answers;
  const chosen = offered.filter(({ id }) => id === choice && isPersons());
  offered = [
    ...chosen.filter(({ id }) => found.every((one) => one.agency_id !== id)),
    ...found.map((one) => ({
      id: one.agency_id,
      name: one.name,
      institution: one.institution_id === one.agency_id ? "" : one.institution_name,
      reason: one.reason,
    })),
  ];
  // Whose a matter is depends on the place: without one nothing is chosen for anybody.
  draw(isPersons() ? choice : ((proposedLast()?.addressee && offered[0]?.id) ?? PLACE));
  readForm();
  void save();
}

const isPersons = () => input("agency-by").value === "person";

function draw(choice: string): void {
  const radio = (value: string, id: string, text: string, hint: string) =>
    choiceOf({ name: "_agency", id, value, text, hint, checked: value === choice });
  byId("agency-choices").replaceChildren(
    ...offered.map(({ id, name, institution, reason }, index) =>
      radio(id, `agency-${index}-choice`, name, [institution, reason].filter(Boolean).join(" · ")),
    ),
    radio(PLACE, "agency-unknown-choice", placeInWords(current().answers), placeHint(current().answers)),
    radio(OTHER, "agency-known-choice", t("submit.agencyKnown"), ""),
  );
  apply();
}

/** Who answers where no agency is chosen: the government of the place, where a place is told (law W1). */
function placeInWords(answers: Answers): string {
  const named = proposedLast()?.addressee?.name;
  const place = answers["location.regency"] || answers["location.province"];
  if (named) return named;
  return place ? t("submit.agencyPlace", { place }) : t("submit.agencyUnknown");
}

const placeHint = (answers: Answers): string =>
  placeInWords(answers) === t("submit.agencyUnknown") ? t("submit.agencyUnknownHint") : t("submit.agencyPlaceHint");

/** Who is asked, as the page of all answers says it. */
export function agencyInWords(answers: Answers): string {
  if (answers["agency_id"]) return answers["_agency_name"] ?? answers["agency_id"];
  const place = placeInWords(answers);
  return place === t("submit.agencyUnknown") ? t("submit.agencyOurs") : place;
}

/** Make the choice the answer: a proposal by its id, what was found by the search, or nobody by name. */
function apply(): void {
  const checked = byId("agency-choices").querySelector<HTMLInputElement>("input:checked")?.value ?? PLACE;
  const chosen = offered.find(({ id }) => id === checked);
  byId("agency-known").hidden = checked !== OTHER;
  if (checked !== OTHER) byId("agency-found").replaceChildren();
  input("agency-proposed").disabled = !chosen;
  input("agency-proposed").value = chosen?.id ?? "";
  if (chosen) input("agency-name").value = [chosen.name, chosen.institution].filter(Boolean).join(", ");
  else if (checked !== OTHER) input("agency-name").value = "";
}

async function look(words: string, names: Map<string, string>): Promise<void> {
  const turn = ++asked;
  const count = byId("agency-count");
  if (!words.trim()) return;
  try {
    const { items, next } = await ask<AgencyPage>(
      "GET",
      `/agencies?limit=${SHOWN}&q=${encodeURIComponent(words.trim().slice(0, LONGEST_SEARCH))}`,
    );
    if (turn !== asked) return;
    const open = items.filter((one) => one.accepts_reports);
    offer(
      open.map((one) => ({
        id: one.id,
        name: one.name,
        institution: one.institution_id === one.id ? "" : (names.get(one.institution_id) ?? ""),
      })),
    );
    count.textContent =
      open.length === 0
        ? t("submit.agencyNone")
        : `${t("submit.agencyFound", { n: open.length })} ${next ? t("submit.agencyMore") : ""}`;
  } catch {
    if (turn === asked) count.textContent = t("submit.agencyFailed");
  }
}

function offer(agencies: { id: string; name: string; institution: string }[], chosen?: string): void {
  const items = agencies.map(({ id, name, institution }, index) =>
    h(
      "div",
      { class: "govuk-radios__item" },
      h("input", {
        class: "govuk-radios__input",
        type: "radio",
        name: "agency_id",
        id: `agency_id-${index}`,
        value: id,
        checked: id === chosen,
        "data-name": institution ? `${name}, ${institution}` : name,
      }),
      h(
        "label",
        { class: "govuk-label govuk-radios__label", for: `agency_id-${index}` },
        name,
        institution ? h("span", { class: "govuk-hint hint-below" }, institution) : null,
      ),
    ),
  );
  const legend = h("legend", { class: "govuk-visually-hidden" }, t("submit.agencyKnown"));
  byId("agency-found").replaceChildren(
    h(
      "fieldset",
      { class: "govuk-fieldset" },
      legend,
      h("div", { class: "govuk-radios govuk-radios--small" }, ...items),
    ),
  );
  if (chosen) input("agency-name").value = agencies[0]?.name ?? "";
}
