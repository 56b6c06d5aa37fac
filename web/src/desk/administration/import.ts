/** Rows from a CSV file: tried first, then taken whole; every bad row is named with its line. */
import type { Fault, ImportResult } from "../../shared/answers.ts";
import { reason } from "../../shared/api.ts";
import { button, columnHeads, disclosure, h, p } from "../../shared/element.ts";
import { CSV_TYPE } from "../../shared/facts.ts";
import { Refused } from "../../shared/http.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";

type LineFault = Fault & { line: number };

/** Said of any chosen file: a machine with Excel on it calls CSV something else. */
const asCsv = (file: File): Blob => file.slice(0, file.size, CSV_TYPE);

/** The box; `example` is the header and a row to begin with. */
export function importBox(path: string, name: string, example: string, done: () => void): HTMLElement {
  const input = h("input", { class: "govuk-file-upload", type: "file", id: "csv", accept: `.csv,${CSV_TYPE}` });
  const result = h("div", { role: "status" });
  const template = URL.createObjectURL(new Blob([`\uFEFF${example}\r\n`], { type: CSV_TYPE }));
  const take = async (dry: boolean) => {
    const file = input.files?.[0];
    if (!file) return result.replaceChildren(p(t("desk.importChoose")));
    result.replaceChildren(p(t(dry ? "desk.importTrying" : "desk.importing")));
    try {
      const answer = await ask<ImportResult>("POST", `${path}/import?dry_run=${dry}`, asCsv(file));
      const said = t("desk.importDone", {
        rows: answer.rows,
        created: answer.created,
        changed: answer.changed,
        unchanged: answer.unchanged,
      });
      result.replaceChildren(
        h("p", { class: "govuk-inset-text" }, dry ? `${t("desk.importGood")} ${said}` : said),
        ...(dry ? [button(t("desk.importTake"), () => void take(false))] : []),
      );
      if (!dry) done();
    } catch (failure) {
      result.replaceChildren(...faults(failure));
    }
  };
  const box = disclosure(
    t("desk.import"),
    p(
      t("desk.importHint"),
      " ",
      h("a", { class: "govuk-link", href: template, download: `${name}.csv` }, t("desk.importTemplate")),
    ),
    h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label", for: "csv" }, t("desk.importFile")),
      input,
    ),
    button(t("desk.importTry"), () => void take(true), "secondary"),
    result,
  );
  box.classList.add("unprinted");
  return box;
}

function faults(failure: unknown): HTMLElement[] {
  const found = failure instanceof Refused ? (failure.error.fields as LineFault[]) : [];
  if (found.length === 0) return [p(reason(failure))];
  return [
    h("p", { class: "govuk-error-message" }, t("desk.importBad", { n: found.length })),
    h(
      "table",
      { class: "govuk-table queue row-faults" },
      h("caption", { class: "govuk-visually-hidden" }, t("desk.importBad", { n: found.length })),
      columnHeads(t("desk.line"), t("desk.field"), t("desk.fault")),
      h(
        "tbody",
        {},
        ...found.map((one) =>
          h(
            "tr",
            {},
            h(
              "th",
              { class: "govuk-table__header", scope: "row", "data-label": t("desk.line") },
              String(one.line ?? "–"),
            ),
            h("td", { class: "govuk-table__cell", "data-label": t("desk.field") }, one.field),
            h("td", { class: "govuk-table__cell", "data-label": t("desk.fault") }, one.message),
          ),
        ),
      ),
    ),
  ];
}
