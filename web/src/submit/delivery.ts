/** From "send" to the receipt: once, with or without a line. */
import type { Fault } from "../shared/answers.ts";
import { reason } from "../shared/api.ts";
import { button, byId, h, p } from "../shared/element.ts";
import { forget, keep, load } from "../shared/database.ts";
import { Refused } from "../shared/http.ts";
import { titled } from "../shared/titles.ts";
import { language, t } from "../shared/words.ts";
import { serviceWorkers } from "../shared/worker.ts";
import type { Draft, Receipt } from "../shared/submission/draft.ts";
import { attachmentOf } from "./files.ts";
import { fillIn } from "./form.ts";
import { isShown, keptReceipt, showReceipt } from "./receipt.ts";
import { sendKept, type Outcome } from "../shared/submission/sending.ts";
import { current, erase, isOnDevice, readForm, reportForm, restore, save } from "./state.ts";
import { go, tell } from "./steps.ts";

const PAUSES = [5_000, 15_000, 30_000, 60_000];
const WAITING = "#menunggu";

let isSending = false;
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The writer's "send": from here on it goes by itself. */
export async function send(): Promise<void> {
  if (isSending) return;
  const draft = readForm();
  draft.queued = true;
  draft.language = language();
  tries = 0;
  await save(true);
  await tryNow();
}

/** Watch for the line to come back, while something waits. */
export function watchLine(): void {
  addEventListener("online", () => void (current().queued && tryNow()));
  document.addEventListener(
    "visibilitychange",
    () => void (document.visibilityState === "visible" && current().queued && tryNow()),
  );
  serviceWorkers()?.addEventListener("message", () => void settle());
}

/** Send what waits, and show what became of it. */
export async function tryNow(): Promise<void> {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  busy(true);
  let outcome: Outcome;
  try {
    const mine = isOnDevice() ? undefined : current();
    outcome = await sendKept(
      (file, draft) => attachment(file.id, draft),
      mine,
      (receipt) => void showReceipt(receipt),
    );
  } catch (failure) {
    outcome = { kind: "refused", error: { code: "internal", message: reason(failure), fields: [] } };
  } finally {
    isSending = false;
    busy(false);
  }
  await show(outcome);
}

/** The kept draft is another object than the page's: what is uploaded is told to both. */
async function attachment(id: string, sent: Draft): Promise<string> {
  const all = current().files;
  byId("status").textContent = t("submit.uploading", {
    n: sent.files.filter((one) => one.attachment).length,
    all: sent.files.length,
  });
  const file = all.find((one) => one.id === id) ?? sent.files.find((one) => one.id === id);
  if (!file) throw new Refused(0, { code: "internal", message: "", fields: [] });
  delete file.attachment;
  return attachmentOf(file);
}

function busy(is: boolean): void {
  for (const one of document.querySelectorAll("#go, #send-now")) one.setAttribute("aria-disabled", String(is));
  byId("status").textContent = is ? t("submit.sending") : "";
}

async function show(outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case "sent":
      return finish(outcome.receipt);
    case "nothing":
      return settle();
    case "waiting":
      return wait(outcome.busy);
    case "refused":
      current().queued = false;
      await keep("draft", current());
      leaveWaiting();
      return tell(faultsIn(outcome));
  }
}

function faultsIn({ error }: Extract<Outcome, { kind: "refused" }>): Fault[] {
  const { fields, code } = error;
  if (fields.length > 0) return fields;
  return [{ field: "consent", code, message: reason(new Refused(0, error)) }];
}

/** Somebody else, the service worker or another tab, has sent it. */
async function settle(): Promise<void> {
  const receipt: Receipt | undefined = await keptReceipt();
  const draft = await load<Draft>("draft");
  if (!draft?.queued && receipt) await finish(receipt);
}

/** Nothing of what was sent stays behind, neither on the device nor in the form. */
async function finish(receipt: Receipt): Promise<void> {
  clearTimeout(timer);
  await erase();
  fillIn(reportForm(), {});
  if (!isShown(receipt)) await showReceipt(receipt);
  await forget("receipt");
}

function wait(isBusy: boolean): void {
  void askForSync();
  byId("report").hidden = true;
  const heading = h("h1", { class: "govuk-heading-xl", tabindex: "-1" }, t("submit.queuedTitle"));
  const after = byId("after");
  const isNew = after.hidden;
  const now = button(t("submit.queuedNow"), () => void tryNow());
  now.id = "send-now";
  after.replaceChildren(
    heading,
    h("div", { role: "status" }, p(t(isBusy ? "submit.queuedBusy" : "submit.queued"))),
    h(
      "div",
      { class: "govuk-button-group" },
      now,
      button(t("submit.queuedEdit"), () => void edit(), "secondary"),
    ),
  );
  after.hidden = false;
  document.title = titled(t("submit.queuedTitle"));
  document.body.classList.add("stepped");
  if (isNew) {
    if (location.hash !== WAITING) history.pushState(null, "", WAITING);
    heading.focus();
  }
  timer = setTimeout(() => void tryNow(), PAUSES[Math.min(tries++, PAUSES.length - 1)]);
}

/** Let the browser wake the service worker when the line is back, even with no page open. */
async function askForSync(): Promise<void> {
  try {
    const ready = (await serviceWorkers()?.ready) as
      (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } }) | undefined;
    await ready?.sync?.register("send-report");
  } catch {
    // no such thing here: the page itself tries again
  }
}

async function edit(): Promise<void> {
  clearTimeout(timer);
  await restore();
  current().queued = false;
  await keep("draft", current());
  leaveWaiting();
  go("periksa");
}

function leaveWaiting(): void {
  byId("report").hidden = false;
  byId("after").hidden = true;
  byId("after").replaceChildren();
}
