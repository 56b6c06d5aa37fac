/** Which agency: "I do not know" is the normal choice; who knows searches by name. */
import type { AgencyPage } from "../shared/answers.ts";
import { ask } from "../shared/api.ts";
import { byId, h } from "../shared/element.ts";
import { LONGEST_SEARCH } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { readForm, save } from "./state.ts";

const SHOWN = 12;
const PAUSE = 300;

let timer: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

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
    h("input", { type: "hidden", name: "_agency_name", id: "agency-name" }),
  );
  const choice = (value: string, text: string, hint?: string) =>
    h(
      "div",
      { class: "govuk-radios__item" },
      h("input", {
        class: "govuk-radios__input",
        type: "radio",
        name: "_agency",
        id: `agency-${value}-choice`,
        value,
        onchange: reveal,
        "aria-describedby": hint ? `agency-${value}-hint` : null,
      }),
      h("label", { class: "govuk-label govuk-radios__label", for: `agency-${value}-choice` }, text),
      hint ? h("div", { class: "govuk-hint govuk-radios__hint", id: `agency-${value}-hint` }, hint) : null,
    );
  const legend = h("legend", { class: "govuk-visually-hidden" }, byId("instansi-heading").textContent);
  const radios = h(
    "div",
    { class: "govuk-radios" },
    choice("unknown", t("submit.agencyUnknown"), t("submit.agencyUnknownHint")),
    choice("known", t("submit.agencyKnown")),
  );
  byId("agency").replaceChildren(h("fieldset", { class: "govuk-fieldset" }, legend, radios), inside);
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(search.value, names), PAUSE);
  });
  found.addEventListener("change", (event) => {
    (byId("agency-name") as HTMLInputElement).value = (event.target as HTMLInputElement).dataset["name"] ?? "";
    readForm();
    void save();
  });
}

/** Show again what an earlier visit chose. */
export function showChosen(id: string | undefined, name: string | undefined): void {
  const known = Boolean(id);
  (byId(known ? "agency-known-choice" : "agency-unknown-choice") as HTMLInputElement).checked = true;
  if (id) offer([{ id, name: name ?? id, institution: "" }], id);
  reveal();
}

function reveal(): void {
  const known = (byId("agency-known-choice") as HTMLInputElement).checked;
  byId("agency-known").hidden = !known;
  if (!known) byId("agency-found").replaceChildren();
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
  if (chosen) (byId("agency-name") as HTMLInputElement).value = agencies[0]?.name ?? "";
}
