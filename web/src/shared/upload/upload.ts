/** A file's way to the store: a signed form from the API, then the file itself with it, tried again while the line is bad. */
import type { AnnouncedFile } from "../answers.ts";
import { NoLine, Refused, request } from "../http.ts";

/** A file as it is sent: its name, its media type, its content. */
export type FileToSend = { name: string; type: string; blob: Blob };
/** Sends the form and answers the status; raises NoLine. */
export type Carry = (url: string, form: FormData) => Promise<number>;

const TRIES = 4;
const FIRST_PAUSE = 1000;

/** The attachment's id once the store has it. Raises NoLine after several tries, Refused for a file that is not taken. */
export async function uploadFile(file: FileToSend, language: string, carry: Carry): Promise<string> {
  for (let tried = 1; ; tried++) {
    try {
      return await once(file, language, carry);
    } catch (failure) {
      const again = failure instanceof NoLine || (failure instanceof Refused && failure.status >= 500);
      if (!again || tried === TRIES) throw failure;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** (tried - 1)));
    }
  }
}

async function once(file: FileToSend, language: string, carry: Carry): Promise<string> {
  const body = { filename: file.name, content_type: file.type, size: file.blob.size };
  const signed = await request<AnnouncedFile>("POST", "/attachments", { language, body });
  const form = new FormData();
  for (const [name, value] of Object.entries(signed.fields)) form.append(name, value);
  form.append("file", file.blob, file.name);
  const status = await carry(new URL(signed.url, location.origin).href, form);
  if (status >= 400) throw new Refused(status, { code: codeOf(status), message: "", fields: [] });
  return signed.attachment_id;
}

/** The store says no more than a status; beyond 500 it has no room or no time, and something may come of trying later. */
function codeOf(status: number): string {
  if (status >= 500) return "unavailable";
  return status === 413 ? "too_large" : "malformed";
}

/** Carry with progress, from a page. */
export const carryShowing =
  (progress: (share: number) => void, signal?: AbortSignal): Carry =>
  (url, form) =>
    new Promise((resolve, reject) => {
      const sending = new XMLHttpRequest();
      sending.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      sending.onload = () => resolve(sending.status);
      sending.onerror = sending.ontimeout = sending.onabort = () => reject(new NoLine());
      signal?.addEventListener("abort", () => sending.abort());
      sending.open("POST", url);
      sending.send(form);
    });

/** Carry without, from the service worker. */
export const carrySilently: Carry = async (url, form) => {
  try {
    return (await fetch(url, { method: "POST", body: form, credentials: "omit" })).status;
  } catch {
    throw new NoLine();
  }
};
