/** Merging the report that is shown beside into the one on the page: asked once more, done on its own present version. */
import type { Duplicate, OfficerView } from "../../shared/answers.ts";
import { part, reasons } from "../../shared/api.ts";
import { button, h, p } from "../../shared/element.ts";
import { t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** A press that asks, and a press that does it; `done` with the report on the page as it is then. */
export function mergeHere(view: OfficerView, other: Duplicate, done: (view: OfficerView) => void): HTMLElement {
  const place = h("div", {});
  const status = h("p", { class: "govuk-body", role: "status" });
  const number = other.report_id;
  const opener = h("button", { type: "button", class: "as-link" }, t("desk.mergeHere"));
  const back = () => {
    place.replaceChildren(opener);
    opener.focus();
  };
  const merge = async () => {
    status.textContent = t("common.loading");
    try {
      const read = await ask<OfficerView>("GET", `/officer/reports/${part(number)}`);
      const body = { into: view.report_id, version: read.version };
      await ask("POST", `/officer/reports/${part(number)}/join`, body);
      done(await ask<OfficerView>("GET", `/officer/reports/${part(view.report_id)}`));
    } catch (failure) {
      status.textContent = reasons(failure);
    }
  };
  opener.addEventListener("click", () => {
    const sure = button(t("desk_forms.sure", { command: word("command", "join") }), () => void merge(), "warning");
    place.replaceChildren(
      p(t("desk.mergeHereSure", { number })),
      h("div", { class: "govuk-button-group" }, sure, button(t("desk.cancel"), back, "secondary")),
      status,
    );
    sure.focus();
  });
  place.append(opener);
  return place;
}
