/** Photos and files: chosen, shrunk, uploaded in the background with progress, tried again, taken away. */
import { reason } from "../shared/api.ts";
import { byId, h } from "../shared/element.ts";
import { showFaults } from "../shared/errors.ts";
import { NoLine } from "../shared/http.ts";
import { t } from "../shared/words.ts";
import { newKey, type DraftFile } from "../shared/submission/draft.ts";
import { shrunk } from "../shared/upload/shrink.ts";
import { ACCEPTED, refusalOf, typeOf } from "../shared/upload/filetypes.ts";
import { current, reportForm, save } from "./state.ts";
import { thumbnail } from "./thumbnail.ts";
import { carryShowing, uploadFile } from "../shared/upload/upload.ts";

type Progress = { text: string; share: number | null; failed: boolean };
const progress = new Map<string, Progress>();
const uploads = new Map<string, Promise<string>>();
const aborts = new Map<string, AbortController>();
const MEGABYTE = 1024 * 1024;

/** Build the question. */
export function prepareFiles(): void {
  const input = h("input", {
    type: "file",
    id: "attachments",
    "data-field": "attachments",
    class: "govuk-visually-hidden add-files",
    multiple: true,
    accept: ACCEPTED,
    "aria-describedby": "attachments-hint",
  });
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    void add(chosen);
  });
  byId("files").replaceChildren(
    h(
      "div",
      { class: "govuk-form-group" },
      h("h3", { class: "govuk-heading-s" }, t("files.filesTitle")),
      h("div", { class: "govuk-hint", id: "attachments-hint" }, t("files.filesHint")),
      input,
      h("label", { class: "govuk-button govuk-button--secondary", for: "attachments" }, t("files.filesAdd")),
    ),
    h("ul", { class: "files", id: "file-list" }),
    h("p", { class: "govuk-visually-hidden", role: "status", id: "file-status" }),
  );
  addEventListener("online", () => uploadAll());
  drawFiles();
  uploadAll();
}

/** Upload what is not yet up; the uploads under way go on. */
export function uploadAll(): void {
  for (const file of current().files) if (!file.attachment) void attachmentOf(file).catch(() => undefined);
}

/** A file's attachment id, from its upload under way or a new one. */
export function attachmentOf(file: DraftFile): Promise<string> {
  const under = uploads.get(file.id) ?? upload(file);
  uploads.set(file.id, under);
  return under;
}

async function add(chosen: File[]): Promise<void> {
  const faults: string[] = [];
  for (const original of chosen) {
    const fault = refusalOf(original, current().files.length);
    if (fault) {
      faults.push(fault);
      continue;
    }
    const kept: DraftFile = { id: newKey(), name: original.name, type: typeOf(original) ?? "", blob: original };
    current().files.push(kept);
    say(kept, t("files.fileShrinking"), null);
    const small = await shrunk(original);
    Object.assign(kept, { name: small.name, type: typeOf(small) ?? kept.type, blob: small });
    await save(true);
    void attachmentOf(kept).catch(() => undefined);
  }
  showFaults(
    reportForm(),
    faults.map((message) => ({ field: "attachments", code: "file", message })),
  );
}

async function upload(file: DraftFile): Promise<string> {
  const abort = new AbortController();
  aborts.set(file.id, abort);
  say(file, t("files.fileUploading", { percent: 0 }), 0);
  try {
    const carry = carryShowing(
      (share) => say(file, t("files.fileUploading", { percent: Math.round(share * 100) }), share),
      abort.signal,
    );
    file.attachment = await uploadFile(file, current().language, carry);
    say(file, t("files.fileDone"), null);
    byId("file-status").textContent = `${file.name}: ${t("files.fileDone")}`;
    await save(true);
    return file.attachment;
  } catch (failure) {
    const waiting = failure instanceof NoLine;
    say(file, waiting ? t("files.fileWaiting") : t("files.fileFailed", { reason: reason(failure) }), null, true);
    throw failure;
  } finally {
    uploads.delete(file.id);
  }
}

function say(file: DraftFile, text: string, share: number | null, failed = false): void {
  const before = progress.get(file.id);
  progress.set(file.id, { text, share, failed });
  const row = document.getElementById(`file-${file.id}`);
  const bar = row?.querySelector("progress");
  if (!row || !before || !bar || share === null || before.failed) return drawFiles();
  bar.value = share;
  row.querySelector(".files__state")!.textContent = text;
}

/** Draw the list anew. */
export function drawFiles(): void {
  byId("file-list").replaceChildren(...current().files.map(rowOf));
}

function rowOf(file: DraftFile): HTMLElement {
  const state: Progress = progress.get(file.id) ?? {
    text: t(file.attachment ? "files.fileDone" : "files.fileWaiting"),
    share: null,
    failed: false,
  };
  const retry = () => void attachmentOf(file).catch(() => undefined);
  const name = file.name;
  return h(
    "li",
    { id: `file-${file.id}`, class: "files__with-picture" },
    thumbnail(file, ""),
    h(
      "span",
      { class: "files__name" },
      name,
      h("br"),
      h("span", { class: "quiet" }, `${sizeOf(file.blob)} · `, h("span", { class: "files__state" }, state.text)),
    ),
    h(
      "span",
      {},
      state.failed
        ? h(
            "button",
            { type: "button", class: "as-link", "aria-label": t("files.fileRetryOf", { name }), onclick: retry },
            t("files.fileRetry"),
          )
        : null,
      " ",
      h(
        "button",
        {
          type: "button",
          class: "as-link",
          "aria-label": t("files.fileRemoveOf", { name }),
          onclick: () => void remove(file),
        },
        t("files.fileRemove"),
      ),
    ),
    state.share === null ? null : h("progress", { max: 1, value: state.share, "aria-label": name }),
  );
}

function sizeOf({ size }: Blob): string {
  if (size < MEGABYTE) return t("files.fileSizeSmall", { size: Math.ceil(size / 1024) });
  const shown = (size / MEGABYTE).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  return t("files.fileSize", { size: shown });
}

async function remove(file: DraftFile): Promise<void> {
  aborts.get(file.id)?.abort();
  const { files } = current();
  files.splice(files.indexOf(file), 1);
  drawFiles();
  byId("attachments").focus();
  await save(true);
}
