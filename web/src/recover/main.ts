/** A lost number or code: a contact is sent in, and whoever asks reads the same, whether it is on file or not. */
import { ask } from "../shared/api.ts";
import { byId, h, p } from "../shared/element.ts";
import { clearFaults, showFailure } from "../shared/errors.ts";
import { tellOfDraft } from "../shared/draft_notice.ts";
import { keepLanguage } from "../shared/language.ts";
import { titled } from "../shared/titles.ts";
import { home, t, word } from "../shared/words.ts";
import { startWorker } from "../shared/worker.ts";

const form = byId("recover") as HTMLFormElement;
const status = byId("status");
const value = (name: string) => (form.elements.namedItem(name) as HTMLInputElement).value.trim();
let isSending = false;

function start(): void {
  document.body.classList.add("running");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearFaults(form);
    if (!isSending) void send();
  });
}

async function send(): Promise<void> {
  isSending = true;
  status.textContent = t("common.loading");
  const filled = ["email", "phone"].map((name) => [name, value(name)]).filter(([, text]) => text);
  try {
    await ask("POST", "/recover", { body: Object.fromEntries(filled) });
    showAnswer();
  } catch (failure) {
    status.textContent = "";
    showFailure(form, status, failure);
  } finally {
    isSending = false;
  }
}

/** What was typed leaves the page: the next one at this device reads nobody's contact. */
function showAnswer(): void {
  form.reset();
  const heading = h("h1", { class: "govuk-heading-xl", tabindex: "-1" }, word("recovery", "asked_title"));
  const back = p(h("a", { class: "govuk-link", href: `${home()}/lacak` }, word("frame", "track")));
  byId("ask").replaceChildren(heading, h("p", { class: "govuk-body" }, word("recovery", "asked")), back);
  document.title = titled(word("recovery", "asked_title"));
  heading.focus();
}

if (!keepLanguage()) {
  start();
  void tellOfDraft();
}
startWorker();
