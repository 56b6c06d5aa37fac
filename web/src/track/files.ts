/** Photos and files of one's own report. */
import type { Address, Attachment } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { attachmentList } from "../shared/attachments.ts";
import { t } from "../shared/words.ts";
import type { Opened } from "./session.ts";

/** The list; null where there is none. */
export function filesOf(attachments: Attachment[], { id, code }: Opened): HTMLElement | null {
  return attachmentList(t("track.files"), attachments, stateOf, ({ attachment_id }) =>
    ask<Address>("GET", `/reports/${part(id)}/attachments/${part(attachment_id)}?size=large`, { code }),
  );
}

function stateOf({ state, by, message = "" }: Attachment): string {
  const from = by === "reporter" ? "" : ` · ${t("track.fileFromAgency")}`;
  return `${t(`track.file_${state}`)}${message ? `: ${message}` : ""}${from}`;
}
