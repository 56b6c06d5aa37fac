/** Pages to print that only the code opens: asked for by a form, so that the code stands in no address. */
import { part } from "./api.ts";
import { h } from "./element.ts";
import { language, t } from "./words.ts";

/** The button that opens the receipt of a report in a tab of its own. */
export const receiptForm = (id: string, code: string) => printForm("receipt", t("common.printReceipt"), id, code);

/** The button that opens the papers for the Ombudsman in a tab of its own. */
export const dossierForm = (id: string, code: string) =>
  printForm("ombudsman-dossier", t("track.ombudsmanPapers"), id, code);

function printForm(page: string, text: string, id: string, code: string): HTMLFormElement {
  return h(
    "form",
    { method: "post", action: `/api/reports/${part(id)}/${page}`, target: "_blank", class: "unprinted" },
    h("input", { type: "hidden", name: "access_code", value: code }),
    h("input", { type: "hidden", name: "language", value: language() }),
    h("button", { class: "govuk-button govuk-button--secondary" }, text),
  );
}
