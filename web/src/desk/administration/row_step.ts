/** A step beside a row that asks again before it is taken: a word that opens a form in its place. */
import { button, h, p } from "../../shared/element.ts";
import { clearFaults, showFailure } from "../../shared/errors.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { named } from "../named_faults.ts";

/** What the step is called, which row it is about, what it means, what it asks for, and where that is sent. */
export type RowStep = {
  label: string;
  name: string;
  hint: string;
  fields: () => HTMLElement[];
  path: string;
  /** What is sent beside what was typed. */
  fixed?: Record<string, string>;
};

/** The step; ``again`` shows the list anew, with a notice. */
export function rowStep(step: RowStep, again: (notice: string) => void): HTMLElement {
  const place = h("div", {});
  const open = () => {
    const status = h("p", { class: "govuk-body", role: "status" });
    const form = h(
      "form",
      { novalidate: true },
      p(step.hint),
      ...step.fields(),
      status,
      h(
        "div",
        { class: "govuk-button-group" },
        h("button", { class: "govuk-button govuk-button--warning" }, step.label),
        button(t("desk.cancel"), close, "secondary"),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearFaults(form);
      ask("POST", step.path, { ...step.fixed, ...Object.fromEntries(new FormData(form)) }).then(
        () => again(t("desk.savedRow", { name: step.name })),
        (failure: unknown) => showFailure(form, status, named(form, failure)),
      );
    });
    place.replaceChildren(form);
    form.querySelector("input")?.focus();
  };
  const opener = h(
    "button",
    { type: "button", class: "as-link", "aria-label": `${step.label}: ${step.name}`, onclick: open },
    step.label,
  );
  const close = () => place.replaceChildren(opener);
  close();
  return place;
}
