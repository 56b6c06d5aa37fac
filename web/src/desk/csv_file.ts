/** A CSV file that is tried first and taken then: where to begin, the file, and what came of it. */
import { button, h, p } from "../shared/element.ts";
import { CSV_TYPE } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { rowFaults } from "./row_faults.ts";

/** What is sent, and what is shown of the answer; `take` takes what was tried. */
type Send = (csv: Blob, dry: boolean, result: HTMLElement, take: () => void) => Promise<HTMLElement[]>;

/**
 * The link to a file to begin with (`example` is its header and a row), and the controls; `done` is called once rows were
 * taken. Any chosen file is sent as CSV: a machine with Excel on it calls CSV something else.
 */
export function csvFile(
  name: string,
  example: string,
  send: Send,
  done: () => void = () => undefined,
): { template: HTMLElement; controls: HTMLElement[] } {
  const input = h("input", { class: "govuk-file-upload", type: "file", id: "csv", accept: `.csv,${CSV_TYPE}` });
  const result = h("div", { role: "status" });
  const take = async (dry: boolean) => {
    const file = input.files?.[0];
    if (!file) return result.replaceChildren(p(t("desk.importChoose")));
    result.replaceChildren(p(t(dry ? "desk.importTrying" : "desk.importing")));
    try {
      const csv = file.slice(0, file.size, CSV_TYPE);
      result.replaceChildren(...(await send(csv, dry, result, () => void take(false))));
      if (!dry) done();
    } catch (failure) {
      result.replaceChildren(...rowFaults(failure));
    }
  };
  const href = URL.createObjectURL(new Blob([`\uFEFF${example}\r\n`], { type: CSV_TYPE }));
  const group = h(
    "div",
    { class: "govuk-form-group" },
    h("label", { class: "govuk-label", for: "csv" }, t("desk.importFile")),
    input,
  );
  return {
    template: h("a", { class: "govuk-link", href, download: `${name}.csv` }, t("desk.importTemplate")),
    controls: [group, button(t("desk.importTry"), () => void take(true), "secondary"), result],
  };
}
