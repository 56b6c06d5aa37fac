/** "Siapa yang menelepon?": the reports of an exact contact, asked in a body; each look is recorded on each report found. */
import type { CallersReports } from "../../shared/answers.ts";
import { dayOf } from "../../shared/dates.ts";
import { h, p } from "../../shared/element.ts";
import { clearFaults, showFailure, showFaults, type NamedFault } from "../../shared/errors.ts";
import { language, stateInWords, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { named } from "../named_faults.ts";
import { draftOf, keepDraft } from "../drafts.ts";
import { deskAddress, link, reportAddress, type DeskPage } from "../desk.ts";

type Caller = { email: string } | { phone: string };

export const callersPage: DeskPage = (place) => {
  const input = h("input", { class: "govuk-input", id: "contact", name: "phone", autocomplete: "off", maxlength: 254 });
  const results = h("div", { role: "status" });
  const form = h(
    "form",
    { novalidate: true, class: "callers" },
    h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label govuk-label--s", for: input.id }, t("desk_record.contact")),
      input,
    ),
    h("button", { class: "govuk-button" }, t("desk_record.find")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = input.value.trim();
    const caller: Caller = said.includes("@") ? { email: said } : { phone: said };
    input.name = said.includes("@") ? "email" : "phone";
    clearFaults(form);
    if (!said) return showFaults(form, [missing(input.name)]);
    results.replaceChildren(p(t("common.loading")));
    ask<CallersReports>("POST", "/officer/people", caller).then(
      (found) => results.replaceChildren(...shown(found, caller)),
      (failure: unknown) => {
        const told = p();
        results.replaceChildren(told);
        showFailure(form, told, named(form, failure));
      },
    );
  });
  place.append(
    h("h1", { class: "govuk-heading-l" }, t("desk_record.callers")),
    p(t("desk_record.callersAbout")),
    form,
    results,
  );
  return Promise.resolve(t("desk_record.callers"));
};

const missing = (field: string): NamedFault => ({
  field,
  code: "required",
  message: t("desk_record.contactNeeded"),
  name: t("desk_record.contact"),
});

function shown({ items, has_more }: CallersReports, caller: Caller): HTMLElement[] {
  return [
    h(
      "p",
      { class: "govuk-inset-text" },
      items.length > 0 ? t("desk_record.foundOf", { n: items.length }) : t("desk_record.foundNobody"),
    ),
    h("ul", { class: "govuk-list" }, ...items.map(row)),
    has_more ? p(t("desk_record.moreOf")) : p(),
    p(newReport(caller)),
  ];
}

function row(one: CallersReports["items"][number]): HTMLElement {
  const facts = [
    one.report_id,
    stateInWords(one.state, one.closed_reason),
    word("channel", one.channel),
    dayOf(one.received_at, language()),
    ...(one.answer_by ? [t("desk.answerBy", { day: dayOf(one.answer_by, language()) })] : []),
  ];
  return h(
    "li",
    {},
    h("a", { class: "govuk-link", dir: "auto", href: reportAddress(one.report_id) }, one.title || one.report_id),
    h("span", { class: "quiet queue__more" }, facts.join(" · ")),
  );
}

/** A new report of whoever calls begins with their contact. */
function newReport(caller: Caller): HTMLElement {
  const begun = link(t("desk_record.recordCaller"), deskAddress({ page: "record" }));
  begun.addEventListener("click", () => {
    const [[name, said] = ["", ""]] = Object.entries(caller);
    keepDraft("new", "record", { channel: "phone", ...draftOf("new", "record"), [`reporter.${name}`]: said });
  });
  return begun;
}
