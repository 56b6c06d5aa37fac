/** Rows from a CSV file: tried first, then taken whole; every bad row is named with its line. */
import type { ImportResult } from "../../shared/answers.ts";
import { button, disclosure, h, p } from "../../shared/element.ts";
import { CSV_TYPE } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { rowFaults } from "../row_faults.ts";

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
      result.replaceChildren(...rowFaults(failure));
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
