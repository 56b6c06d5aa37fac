/** Photos and files of a report, as an officer sees them. */
import type { Address, Attachment, OfficerView } from "../../shared/answers.ts";
import { part } from "../../shared/api.ts";
import { attachmentList } from "../../shared/attachments.ts";
import { t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** The list; null where there is none. */
export function filesOf({ attachments, report_id }: OfficerView): HTMLElement | null {
  return attachmentList(t("desk.files"), attachments, stateOf, ({ attachment_id }, size) =>
    ask<Address>("GET", `/officer/reports/${part(report_id)}/attachments/${part(attachment_id)}?size=${size}`),
  );
}

const stateOf = ({ state, by, message = "" }: Attachment): string =>
  `${t(`desk.file_${state}`)}${message ? `: ${message}` : ""} · ${word("role", by)}`;
