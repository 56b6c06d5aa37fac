/** Rows from a CSV file: tried first, then taken whole; every bad row is named with its line. */
import type { ImportResult } from "../../shared/answers.ts";
import { button, disclosure, h, p } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { csvFile } from "../csv_file.ts";

/** The box; `example` is the header and a row to begin with. */
export function importBox(path: string, name: string, example: string, done: () => void): HTMLElement {
  const { template, controls } = csvFile(
    name,
    example,
    async (csv, dry, _, take) => {
      const answer = await ask<ImportResult>("POST", `${path}/import?dry_run=${dry}`, csv);
      const said = t("desk.importDone", {
        rows: answer.rows,
        created: answer.created,
        changed: answer.changed,
        unchanged: answer.unchanged,
      });
      return [
        h("p", { class: "govuk-inset-text" }, dry ? `${t("desk.importGood")} ${said}` : said),
        ...(dry ? [button(t("desk.importTake"), take)] : []),
      ];
    },
    done,
  );
  const box = disclosure(t("desk.import"), p(t("desk.importHint"), " ", template), ...controls);
  box.classList.add("unprinted");
  return box;
}
