/** Many reports from an office's books: tried first, then recorded part by part; their receipts are saved once. */
import type { ReportsImport } from "../../shared/answers.ts";
import { button, h, p } from "../../shared/element.ts";
import { CSV_TYPE } from "../../shared/facts.ts";
import { save } from "../../shared/saving.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { csvFile } from "../csv_file.ts";
import { deskAddress, link, type DeskPage } from "../desk.ts";

const PATH = "/officer/reports/import";
const EXAMPLE = [
  "external_number;channel;received_on;classification;title;body;category;agency_id;location.village;reporter.name;reporter.phone;reporter.email;anonymous;consent_given.how;consent_given.on",
  "005/123/Umum;letter;2026-11-23;complaint;Jembatan kayu rusak;Papan jembatan lepas di tengah, anak sekolah lewat setiap pagi.;pekerjaan-umum;;Raja;Siti;0812 0000 0000;;tidak;paper;2026-11-23",
];

export const importPage: DeskPage = (place) => {
  const { template, controls } = csvFile("laporan", EXAMPLE.join("\r\n"), async (csv, dry, result, take) =>
    dry ? tried(await once(csv, true), take) : taken(csv, result),
  );
  place.append(
    h("h1", { class: "govuk-heading-l" }, t("desk_record.importTitle")),
    p(t("desk_record.importAbout")),
    p(template, " · ", link(t("desk_record.title"), deskAddress({ page: "record" }))),
    ...controls,
  );
  return Promise.resolve(t("desk_record.importTitle"));
};

const once = (csv: Blob, dry: boolean) => ask<ReportsImport>("POST", `${PATH}?dry_run=${dry}`, csv);

function tried({ rows, created, unchanged }: ReportsImport, go: () => void): HTMLElement[] {
  return [
    h(
      "p",
      { class: "govuk-inset-text" },
      t("desk.importGood"),
      " ",
      t("desk_record.importFound", { rows, created, unchanged }),
    ),
    ...(created > 0 ? [button(t("desk_record.importTake", { n: created }), go)] : []),
  ];
}

/** The same file again and again, until nothing of it is left. */
async function taken(csv: Blob, place: HTMLElement): Promise<HTMLElement[]> {
  const receipts: ReportsImport["receipts"] = [];
  for (let left = 1; left > 0;) {
    const answer = await once(csv, false);
    receipts.push(...answer.receipts);
    left = answer.left;
    place.replaceChildren(p(t("desk_record.importProgress", { done: receipts.length, left })));
  }
  const lines = receipts.map(({ external_number, report_id, access_code }) =>
    [external_number, report_id, access_code].map((cell) => `"${cell.replace(/"/g, '""')}"`).join(";"),
  );
  const file = new Blob([`\uFEFF${["external_number;report_id;access_code", ...lines].join("\r\n")}\r\n`], {
    type: CSV_TYPE,
  });
  return [
    h("p", { class: "govuk-inset-text" }, t("desk_record.importDone", { n: receipts.length })),
    ...(receipts.length > 0
      ? [p(t("desk_record.importOnce")), button(t("desk_record.importSave"), () => save(file, "tanda-terima.csv"))]
      : []),
  ];
}
