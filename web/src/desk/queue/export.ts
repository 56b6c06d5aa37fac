/** A queue as a file: CSV page by page, with progress; a workbook at once. */
import { reason } from "../../shared/api.ts";
import { button, h } from "../../shared/element.ts";
import { CSV_TYPE, MOST_ROWS, XLSX_TYPE } from "../../shared/facts.ts";
import { save } from "../../shared/saving.ts";
import { t } from "../../shared/words.ts";
import { download } from "../api.ts";

/** The two buttons for what is asked for, and how far it is. */
export function exportButtons(asked: URLSearchParams): HTMLElement {
  const status = h("p", { class: "govuk-body", role: "status" });
  const query = new URLSearchParams(asked);
  query.delete("cursor");
  const run = (make: () => Promise<void>) => async () => {
    status.textContent = t("desk.exporting");
    try {
      await make();
      status.textContent = t("desk.exported");
    } catch (failure) {
      status.textContent = reason(failure);
    }
  };
  const csv = run(async () => {
    const parts: Blob[] = [];
    let [cursor, rows, name] = ["", 0, "laporan.csv"];
    do {
      const answer = await download(
        `/officer/reports.csv?${query}&limit=${MOST_ROWS}${cursor ? `&cursor=${cursor}` : ""}`,
        CSV_TYPE,
      );
      const text = await answer.text();
      name = nameOf(answer) ?? name;
      // The first part alone comes with headings, and with the mark that tells Excel of UTF-8: reading takes it off.
      const isFirst = parts.length === 0;
      rows += text.split("\n").length - (isFirst ? 2 : 1);
      parts.push(new Blob([isFirst ? `\uFEFF${text}` : text]));
      cursor = encodeURIComponent(answer.headers.get("X-Next-Cursor") ?? "");
      status.textContent = t("desk.exportedSoFar", { n: rows });
    } while (cursor);
    save(new Blob(parts, { type: CSV_TYPE }), name);
  });
  const workbook = run(async () => {
    const answer = await download(`/officer/reports.xlsx?${query}`, XLSX_TYPE);
    save(await answer.blob(), nameOf(answer) ?? "laporan.xlsx");
  });
  return h(
    "section",
    { class: "unprinted", "aria-label": t("desk.export") },
    h(
      "div",
      { class: "govuk-button-group" },
      button(t("desk.exportCsv"), () => void csv(), "secondary"),
      button(t("desk.exportXlsx"), () => void workbook(), "secondary"),
      button(t("desk.print"), () => print(), "secondary"),
    ),
    status,
  );
}

const nameOf = (answer: Response) => /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1];
