/** A refusal whose faults have the name that stands at the field on the screen. */
import { fieldOf, type NamedFault } from "../shared/errors.ts";
import { Refused } from "../shared/http.ts";

/** The same refusal, each fault with its field's own label or legend; whatever is no refusal as it is. */
export function named(form: HTMLFormElement, failure: unknown): unknown {
  if (!(failure instanceof Refused)) return failure;
  const fields = failure.error.fields.map((fault): NamedFault => {
    const group = fieldOf(form, fault.field)?.closest(".govuk-form-group");
    const name = group?.querySelector("label, legend")?.textContent?.replace(/[?:.]$/, "");
    return name ? { ...fault, name } : fault;
  });
  return new Refused(failure.status, { ...failure.error, fields });
}
