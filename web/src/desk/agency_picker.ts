/** Choosing an agency out of the whole tree: type, then choose among what was found. Suggestions are one choice away. */
import type { AgencyPage } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";

export type Choice = { agency_id: string; name: string; reason?: string | undefined };

const WAIT_MS = 250;
const SHOWN = 8;

/**
 * The control, named `name`; its value is an agency's id. `first` are offered before anything is typed; whatever is
 * chosen stays in sight, however the search goes on.
 */
export function agencyPicker(
  name: string,
  label: string,
  first: Choice[] = [],
  chosen = "",
  hint = "",
  called = "",
): HTMLElement {
  const id = `${name}-${Math.random().toString(36).slice(2, 8)}`;
  const value = h("input", { type: "hidden", name, value: chosen });
  // What it is called is kept beside the id, so that a draft shows a name again.
  const title = h("input", { type: "hidden", name: `_${name}`, value: called });
  const list = h("div", { class: "govuk-radios govuk-radios--small", "data-field": name, tabindex: "-1" });
  const status = h("p", { class: "govuk-hint", role: "status" });
  const input = h("input", { class: "govuk-input", id, type: "search", autocomplete: "off" });
  const draw = (choices: Choice[]) => {
    const known = !value.value || choices.some((one) => one.agency_id === value.value);
    const kept = known ? [] : [{ agency_id: value.value, name: title.value || value.value }];
    list.replaceChildren(...[...kept, ...choices].map(radio));
    clear.hidden = !value.value;
  };
  // A radio cannot be taken back by itself, and what was chosen by a slip must not be sent.
  const clear = h("button", { type: "button", class: "as-link", hidden: true }, t("desk.chooseNone"));
  clear.addEventListener("click", () => {
    for (const one of list.querySelectorAll("input")) one.checked = false;
    choose("", "");
    value.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
  const choose = (agency: string, name: string) => {
    [value.value, title.value] = [agency, name];
    clear.hidden = !agency;
  };
  const radio = (one: Choice, index: number) => {
    const own = `${id}-${index}`;
    const attributes = { class: "govuk-radios__input", type: "radio", name: `${id}-choice`, id: own };
    const control = h("input", { ...attributes, onchange: () => choose(one.agency_id, one.name) });
    control.checked = value.value === one.agency_id;
    return h(
      "div",
      { class: "govuk-radios__item" },
      control,
      h(
        "label",
        { class: "govuk-label govuk-radios__label", for: own },
        one.name,
        one.reason ? h("span", { class: "govuk-hint" }, one.reason) : null,
      ),
    );
  };
  draw(first);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void find(input.value.trim()), WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  async function find(words: string): Promise<void> {
    if (words.length < 2) {
      status.textContent = "";
      return draw(first);
    }
    status.textContent = t("common.loading");
    try {
      const { items } = await ask<AgencyPage>("GET", `/agencies?limit=${SHOWN}&q=${part(words)}`);
      if (input.value.trim() !== words) return;
      draw(items.map((one) => ({ agency_id: one.id, name: one.name, reason: one.id })));
      status.textContent = items.length > 0 ? t("desk.found", { n: items.length }) : t("desk.foundNone");
    } catch {
      status.textContent = t("common.offline");
    }
  }
  return h(
    "fieldset",
    { class: "govuk-fieldset govuk-form-group picker" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, label),
    hint ? h("p", { class: "govuk-hint" }, hint) : null,
    value,
    title,
    h("label", { class: "govuk-label", for: id }, t("desk.searchAgency")),
    input,
    status,
    list,
    clear,
  );
}
