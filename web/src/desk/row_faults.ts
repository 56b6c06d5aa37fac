/** What is wrong with the rows of a file, each with its line. */
import type { Fault } from "../shared/answers.ts";
import { reason } from "../shared/api.ts";
import { columnHeads, h, p } from "../shared/element.ts";
import { Refused } from "../shared/http.ts";
import { t } from "../shared/words.ts";

type LineFault = Fault & { line: number };

/** The table; of a failure that is no fault of a row, what went wrong. */
export function rowFaults(failure: unknown): HTMLElement[] {
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
