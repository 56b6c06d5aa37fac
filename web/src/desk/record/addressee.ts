/** Whom a report is for: the own institution unless the clerk chooses a proposed unit, or finds another agency. */
import type { Profile, Proposals } from "../../shared/answers.ts";
import { disclosure, h } from "../../shared/element.ts";
import { t, word } from "../../shared/words.ts";
import { agencyPicker, type Choice } from "../agency_picker.ts";

/** The control, its value, and what takes new proposals. */
export type Addressee = { element: HTMLElement; value: () => string; propose: (found: Proposals) => void };

/** One Tab for all of them, arrows choose. */
export function addressee(profile: Profile, chosen: string, changed: () => void): Addressee {
  const own: Choice = { agency_id: profile.institution_id ?? profile.agency_id, name: t("desk_record.ownInstitution") };
  const radios = h("div", { class: "govuk-radios govuk-radios--small", "data-field": "agency_id", tabindex: "-1" });
  const picker = agencyPicker("_other", t("desk_record.otherAgency"));
  const elsewhere = () => picker.querySelector<HTMLInputElement>("input[name=_other]")?.value ?? "";
  const ticked = () => radios.querySelector<HTMLInputElement>("input:checked")?.value ?? own.agency_id;
  const value = () => elsewhere() || ticked();
  const draw = (choices: Choice[], kept: string) =>
    radios.replaceChildren(...choices.map((one, place) => radio(one, place, one.agency_id === kept, changed)));
  picker.addEventListener("change", changed);
  const known = chosen && chosen !== own.agency_id ? [{ agency_id: chosen, name: chosen }] : [];
  draw([own, ...known], chosen || own.agency_id);
  const element = h(
    "fieldset",
    { class: "govuk-fieldset govuk-form-group" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, word("label", "agency_id")),
    radios,
    disclosure(t("desk_record.another"), picker),
  );
  const propose = ({ agencies }: Proposals) => {
    const kept = ticked();
    const units = agencies.filter(({ agency_id }) => agency_id !== own.agency_id);
    const lost = kept !== own.agency_id && !units.some(({ agency_id }) => agency_id === kept);
    draw([own, ...units, ...(lost ? [{ agency_id: kept, name: kept }] : [])], kept);
  };
  return { element, value, propose };
}

function radio(one: Choice, place: number, checked: boolean, changed: () => void): HTMLElement {
  const id = `record-agency-${place}`;
  const attributes = { class: "govuk-radios__input", type: "radio", name: "agency_id", id, value: one.agency_id };
  return h(
    "div",
    { class: "govuk-radios__item" },
    h("input", { ...attributes, checked, onchange: changed }),
    h(
      "label",
      { class: "govuk-label govuk-radios__label", for: id },
      one.name,
      one.reason ? h("span", { class: "govuk-hint" }, one.reason) : null,
    ),
  );
}
