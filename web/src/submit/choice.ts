/** One choice of several, with what it means below it. */
import { h } from "../shared/element.ts";

export type RadioChoice = {
  name: string;
  id: string;
  value: string;
  text: string;
  hint?: string | undefined;
  checked?: boolean;
};

/** A radio with its label and hint. */
export function choiceOf({ name, id, value, text, hint, checked = false }: RadioChoice): HTMLElement {
  const hintId = `${id}-hint`;
  return h(
    "div",
    { class: "govuk-radios__item" },
    h("input", {
      class: "govuk-radios__input",
      type: "radio",
      name,
      id,
      value,
      checked,
      "aria-describedby": hint ? hintId : null,
    }),
    h("label", { class: "govuk-label govuk-radios__label", for: id }, text),
    hint ? h("div", { class: "govuk-hint govuk-radios__hint", id: hintId }, hint) : null,
  );
}
