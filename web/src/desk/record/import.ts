/** Many reports from an office's books: tried first, then recorded part by part; their receipts are saved once. */
import type { ReportsImport } from "../../shared/answers.ts";
import { button, h, p } from "../../shared/element.ts";
import { CSV_TYPE } from "../../shared/facts.ts";
import { save } from "../../shared/saving.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { deskAddress, link, type DeskPage } from "../desk.ts";
import { rowFaults } from "../row_faults.ts";

const PATH = "/officer/reports/import";
const EXAMPLE = [
  "external_number;channel;received_on;classification;title;body;category;agency_id;location.village;reporter.name;reporter.phone;reporter.email;anonymous;consent_given.how;consent_given.on",
  "005/123/Umum;letter;2026-11-23;complaint;Jembatan kayu rusak;Papan jembatan lepas di tengah, anak sekolah lewat setiap pagi.;pekerjaan-umum;;Raja;Siti;0812 0000 0000;;tidak;paper;2026-11-23",
];

export const importPage: DeskPage = (place) => {
  const input = h("input", { class: "govuk-file-upload", type: "file", id: "csv", accept: `.csv,${CSV_TYPE}` });
  const result = h("div", { role: "status" });
  const template = URL.createObjectURL(new Blob([`\uFEFF${EXAMPLE.join("\r\n")}\r\n`], { type: CSV_TYPE }));
  const take = async (dry: boolean) => {
    const file = input.files?.[0];
    if (!file) return result.replaceChildren(p(t("desk.importChoose")));
    result.replaceChildren(p(t(dry ? "desk.importTrying" : "desk.importing")));
    try {
      const csv = file.slice(0, file.size, CSV_TYPE);
      result.replaceChildren(
        ...(dry ? tried(await once(csv, true), () => void take(false)) : await taken(csv, result)),
      );
    } catch (failure) {
      result.replaceChildren(...rowFaults(failure));
    }
  };
  place.append(
    h("h1", { class: "govuk-heading-l" }, t("desk_record.importTitle")),
    p(t("desk_record.importAbout")),
    p(
      h("a", { class: "govuk-link", href: template, download: "laporan.csv" }, t("desk.importTemplate")),
      " · ",
      link(t("desk_record.title"), deskAddress({ page: "record" })),
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
