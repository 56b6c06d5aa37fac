/** The main report that a number names: read and shown before an officer is asked whether to join it. */
import type { Fault, OfficerView } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { dayOf } from "../../shared/dates.ts";
import { h, p } from "../../shared/element.ts";
import { clearFaults, showFaults } from "../../shared/errors.ts";
import { Refused } from "../../shared/http.ts";
import { language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** What the officer should know of it; null, with the fault at the field, where the number names no report to join. */
export async function mainReport(
  form: HTMLFormElement,
  view: OfficerView,
  status: HTMLElement,
): Promise<HTMLElement | null> {
  const typed = () => String(new FormData(form).get("into") ?? "").trim();
  const number = typed();
  const fault = (code: string, message: string) => {
    showFaults(form, [{ field: "into", code, message } satisfies Fault]);
    return null;
  };
  clearFaults(form);
  if (!number) return fault("required", word("field", "required"));
  status.textContent = t("common.loading");
  try {
    const main = await ask<OfficerView>("GET", `/officer/reports/${part(number)}`);
    if (main.report_id === view.report_id) return fault("unknown_report", t("desk_forms.intoItself"));
    // What is shown is what is joined: a number that was changed meanwhile is read anew.
    return typed() === number ? shown(main, view) : null;
  } catch (failure) {
    if (failure instanceof Refused && [403, 404, 410].includes(failure.status))
      return fault("unknown_report", t("desk_forms.intoMissing"));
    status.textContent = reason(failure);
    return null;
  } finally {
    if (status.textContent === t("common.loading")) status.textContent = "";
  }
}

function shown(main: OfficerView, view: OfficerView): HTMLElement {
  const holder = main.holder?.name ?? t("desk_forms.intoUnheld");
  const isElsewhere = main.holder?.agency_id !== view.holder?.agency_id;
  return h(
    "div",
    { class: "is-told", id: "join-told" },
    p(t("desk_forms.intoSure")),
    p(h("strong", { dir: "auto" }, main.title || main.report_id)),
    p(`${main.report_id} · ${holder} · ${dayOf(main.received_at, language())}`),
    isElsewhere ? h("p", { class: "govuk-inset-text warning" }, t("desk_forms.intoElsewhere", { holder })) : null,
  );
}
