/**
 * Sending a draft, by the page or by the service worker: files first, then the report, once.
 *
 * The submission key makes a repeated send harmless. When an answer got lost and the writer changed something since, the
 * API refuses the changed body under the same key; then the body that did arrive is sent again, for its receipt.
 */
import type { Accepted, ErrorBody } from "../answers.ts";
import { alone } from "../alone.ts";
import { NoLine, Refused, request } from "../http.ts";
import { forget, keep, load } from "../database.ts";
import { submissionOf, withTry, type Draft, type DraftFile, type Receipt, type Submission } from "./draft.ts";

export type Outcome =
  | { kind: "sent"; receipt: Receipt }
  | { kind: "waiting"; busy: boolean }
  | { kind: "refused"; error: ErrorBody }
  | { kind: "nothing" };
/** Hears of a receipt at once, before the device is asked to keep or forget anything. */
export type WhenDelivered = (receipt: Receipt) => void;
export type Upload = (file: DraftFile, draft: Draft) => Promise<string>;

const BUSY = new Set([429, 502, 503, 504]);

/**
 * Send the draft this device keeps, if it is queued and while nobody else sends it; `upload` answers a file's attachment id.
 * `mine` is the draft of a page whose browser keeps nothing.
 */
export function sendKept(upload: Upload, mine?: Draft, arrived?: WhenDelivered): Promise<Outcome> {
  const send = async (): Promise<Outcome> => {
    const draft = (await load<Draft>("draft")) ?? mine;
    return draft?.queued ? sendDraft(draft, upload, arrived) : { kind: "nothing" };
  };
  return alone("lapor-send", send);
}

/** Send this draft; the receipt is kept before the draft goes. */
export async function sendDraft(draft: Draft, upload: Upload, arrived?: WhenDelivered): Promise<Outcome> {
  try {
    const receipt = await delivered(draft, upload);
    arrived?.(receipt);
    await keep("receipt", receipt);
    await forget("draft");
    return { kind: "sent", receipt };
  } catch (failure) {
    if (failure instanceof NoLine) return { kind: "waiting", busy: false };
    if (!(failure instanceof Refused)) throw failure;
    if (BUSY.has(failure.status)) return { kind: "waiting", busy: true };
    draft.queued = false;
    await keep("draft", draft);
    return { kind: "refused", error: failure.error };
  }
}

async function delivered(draft: Draft, upload: Upload): Promise<Receipt> {
  await uploaded(draft, upload);
  try {
    return await posted(draft, bodyOf(draft));
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    if (failure.error.code === "key_reused") return first(draft, failure);
    if (!failure.error.fields.some((fault) => fault.field === "attachments" && fault.code === "unknown_attachment"))
      throw failure;
    // They waited too long and were cleared away: once more, from the device.
    for (const file of draft.files) delete file.attachment;
    await uploaded(draft, upload);
    return posted(draft, bodyOf(draft));
  }
}

async function uploaded(draft: Draft, upload: Upload): Promise<void> {
  for (const file of draft.files.filter((one) => !one.attachment)) {
    file.attachment = await upload(file, draft);
    await keep("draft", draft);
  }
}

async function posted(draft: Draft, body: Submission): Promise<Receipt> {
  draft.tried = withTry(draft.tried, body);
  await keep("draft", draft);
  return receiptOf(await post(draft, body), body, false);
}

async function first(draft: Draft, refused: Refused): Promise<Receipt> {
  for (const body of draft.tried) {
    try {
      return receiptOf(await post(draft, body), body, true);
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.error.code !== "key_reused") throw failure;
    }
  }
  throw refused;
}

const post = (draft: Draft, body: Submission) =>
  request<Accepted>("POST", "/reports", { language: draft.language, body, key: draft.key });

function bodyOf(draft: Draft): Submission {
  return submissionOf(
    draft.answers,
    draft.files.flatMap((file) => file.attachment ?? []),
  );
}

function receiptOf(
  { report_id, access_code, due_at, letter_not_before }: Accepted,
  body: Submission,
  keptFirst: boolean,
): Receipt {
  const reporter = body["reporter"] as { email?: string } | undefined;
  return {
    report_id,
    access_code,
    due_at,
    mailed: Boolean(reporter?.email),
    mailedFrom: letter_not_before,
    keptFirst,
  };
}
