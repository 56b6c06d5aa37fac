/** Photos and files of one's own report. */
import type { Address, Attachment, ReportEvent } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { attachmentList, pictures } from "../shared/attachments.ts";
import { h } from "../shared/element.ts";
import type { AskFile } from "../shared/thumbnails.ts";
import { t } from "../shared/words.ts";
import type { Opened } from "./session.ts";

const asked =
  ({ id, code }: Opened): AskFile =>
  ({ attachment_id }, size) =>
    ask<Address>("GET", `/reports/${part(id)}/attachments/${part(attachment_id)}?size=${size}`, { code });

/** The list; null where there is none. */
export function filesOf(attachments: Attachment[], open: Opened): HTMLElement | null {
  return attachmentList(t("track.files"), attachments, stateOf, asked(open));
}

/** The reporter's pictures beside those that came with the answer; null where the answer brought none. */
export function beforeAndAfter(attachments: Attachment[], answer: ReportEvent, open: Opened): HTMLElement | null {
  const theirs = attachments.filter(({ by, seq }) => by !== "reporter" && seq === answer.seq);
  const after = pictures(t("track.after"), theirs, asked(open));
  if (!after) return null;
  const mine = attachments.filter(({ by }) => by === "reporter");
  return h("div", { class: "before-after" }, pictures(t("track.before"), mine, asked(open)), after);
}

function stateOf({ state, by, message = "" }: Attachment): string {
  const from = by === "reporter" ? "" : ` · ${t("track.fileFromAgency")}`;
  return `${t(`track.file_${state}`)}${message ? `: ${message}` : ""}${from}`;
}
