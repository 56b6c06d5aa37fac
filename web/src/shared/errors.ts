/** Faults as GOV.UK shows them: a summary on top, and the very same words at each field. */
import type { Fault } from "./answers.ts";
import { reason } from "./api.ts";
import { h } from "./element.ts";
import { Refused } from "./http.ts";
import { isSpoken, t, word } from "./words.ts";

/** Faults whose sentence says by itself what it is about. */
const PLAIN = new Set(["consent_required", "file", "not_found"]);

/** A fault at a field that the form itself has a name for. */
export type NamedFault = Fault & { name?: string };

/** What a fault says, with the name of its field: the form's own, or the API's. */
export function said({ field, code, message, name }: NamedFault): string {
  if (name) return `${name}: ${message}`;
  const isWhole = PLAIN.has(code) || isSpoken("of_field", `${field}.${code}`);
  return isSpoken("label", field) && !isWhole ? `${word("label", field)}: ${message}` : message;
}

/** A fault that the page finds itself, in the API's words: the field's own where it has some. */
export function faultAt(field: string, code: string, values: Record<string, string | number> = {}): Fault {
  const own = `${field}.${code}`;
  return {
    field,
    code,
    message: isSpoken("of_field", own) ? word("of_field", own, values) : word("field", code, values),
  };
}

/** Take all faults away again. */
export function clearFaults(form: ParentNode): void {
  form.querySelector(".govuk-error-summary")?.remove();
  for (const message of form.querySelectorAll(".govuk-error-message")) {
    for (const input of form.querySelectorAll(`[aria-describedby~="${CSS.escape(message.id)}"]`))
      describe(input, message.id, false);
    message.remove();
  }
  for (const group of form.querySelectorAll(".govuk-form-group--error"))
    group.classList.remove("govuk-form-group--error");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  const mark = `${t("common.error")}: `;
  if (document.title.startsWith(mark)) document.title = document.title.slice(mark.length);
}

/** Show faults at their fields and in a summary at the top of `form`, which gets the focus. */
export function showFaults(
  form: HTMLElement,
  faults: Fault[],
  before: Element | null = form.firstElementChild,
  prefix = "",
): void {
  clearFaults(form);
  if (faults.length === 0) return;
  for (const fault of faults) atField(form, fault, prefix);
  const links = faults.map((fault) => {
    const link = h("a", { href: `#${prefix}${fault.field}` }, said(fault));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.dispatchEvent(new CustomEvent("visit", { detail: fault.field }));
      fieldOf(form, fault.field)?.focus();
    });
    return h("li", {}, link);
  });
  const summary = h(
    "div",
    { class: "govuk-error-summary", tabindex: "-1" },
    h(
      "div",
      { role: "alert" },
      h("h2", { class: "govuk-error-summary__title" }, t("common.errorTitle")),
      h(
        "div",
        { class: "govuk-error-summary__body" },
        h("ul", { class: "govuk-list govuk-error-summary__list" }, ...links),
      ),
    ),
  );
  form.insertBefore(summary, before?.parentElement === form ? before : form.firstElementChild);
  if (!document.title.startsWith(`${t("common.error")}: `)) document.title = `${t("common.error")}: ${document.title}`;
  summary.focus();
}

/** Tell what went wrong with what a form sent: each fault at its field, whatever has no field in `status`. */
export function showFailure(form: HTMLElement, status: HTMLElement, failure: unknown, prefix = ""): void {
  if (failure instanceof Refused && failure.error.fields.length > 0)
    showFaults(form, failure.error.fields, form.firstElementChild, prefix);
  else status.textContent = reason(failure);
}

/** The first control of a field. */
export function fieldOf(form: ParentNode, field: string): HTMLElement | null {
  return (
    form.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]:not([type=hidden])`) ??
    form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  );
}

function atField(form: HTMLElement, fault: Fault, prefix: string): void {
  const input = fieldOf(form, fault.field);
  const group = input?.closest(".govuk-form-group");
  if (!input || !group) return;
  const id = `${prefix}${fault.field}-error`;
  const hidden = h("span", { class: "govuk-visually-hidden" }, `${t("common.error")}: `);
  const message = h("p", { class: "govuk-error-message", id }, hidden, said(fault));
  const place = input.closest(".govuk-radios, .govuk-checkboxes") ?? input;
  place.before(message);
  group.classList.add("govuk-form-group--error");
  input.setAttribute("aria-invalid", "true");
  describe(input.closest("fieldset") ?? input, id, true);
}

function describe(element: Element, id: string, add: boolean): void {
  const ids = (element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((one) => one && one !== id);
  if (add) ids.push(id);
  if (ids.length > 0) element.setAttribute("aria-describedby", ids.join(" "));
  else element.removeAttribute("aria-describedby");
}
