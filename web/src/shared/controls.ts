/** The controls that forms are made of, in the page's own look. */
import { h } from "./element.ts";
import { LONGEST_TEXT } from "./facts.ts";

/** What was typed into a form, by the name of its field. */
export type Typed = Record<string, string>;

/** A control with its label and hint. */
export function group(id: string, label: string, hint: string, control: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: "govuk-form-group" },
    h("label", { class: "govuk-label govuk-label--s", for: id }, label),
    hint ? h("div", { class: "govuk-hint" }, hint) : null,
    control,
  );
}

/** A text area of a command. */
export function textArea(command: string, name: string, label: string, typed: Typed, hint = "", rows = 4): HTMLElement {
  const id = `${command}-${name}`;
  const area = h("textarea", { class: "govuk-textarea", id, name, rows, maxlength: LONGEST_TEXT, dir: "auto" });
  area.value = typed[name] ?? "";
  return group(id, label, hint, area);
}

/** A line of a command. */
export function line(
  command: string,
  name: string,
  label: string,
  typed: Typed,
  hint = "",
  type = "text",
): HTMLElement {
  const id = `${command}-${name}`;
  const width = type === "text" ? "" : " govuk-input--width-10";
  const attributes = {
    class: `govuk-input${width}`,
    id,
    name,
    type,
    autocomplete: "off",
    min: type === "number" ? 1 : null,
  };
  return group(id, label, hint, h("input", { ...attributes, value: typed[name] ?? "" }));
}

/** A choice of a command. */
export function select(
  command: string,
  name: string,
  label: string,
  options: [string, string][] | string[][],
  typed: Typed,
): HTMLElement {
  const id = `${command}-${name}`;
  const control = h("select", { class: "govuk-select", id, name });
  control.append(
    ...options.map(([value = "", text = ""]) => h("option", { value, selected: typed[name] === value }, text)),
  );
  return group(id, label, "", control);
}

/** A box to tick. */
export function check(
  name: string,
  label: string,
  checked: boolean,
  hint = "",
  id: string = `check-${name}`,
): HTMLElement {
  const box = h("input", {
    class: "govuk-checkboxes__input",
    type: "checkbox",
    id,
    name,
    value: "true",
    checked,
  });
  return h(
    "div",
    { class: "govuk-form-group" },
    h(
      "div",
      { class: "govuk-checkboxes" },
      h(
        "div",
        { class: "govuk-checkboxes__item" },
        box,
        h("label", { class: "govuk-label govuk-checkboxes__label", for: id }, label),
        hint ? h("div", { class: "govuk-hint govuk-checkboxes__hint" }, hint) : null,
      ),
    ),
  );
}
