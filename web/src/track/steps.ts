/** Taking a step: one form each, sent with the version that was read; nothing typed is ever lost. */
import type { Fault, OwnView } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { button, h, p } from "../shared/element.ts";
import type { Typed } from "../shared/controls.ts";
import { clearFaults, showFailure, showFaults } from "../shared/errors.ts";
import type { StepName } from "../shared/facts.ts";
import { Refused } from "../shared/http.ts";
import { isSpoken, t, word } from "../shared/words.ts";
import { uploadChosen } from "../shared/upload/chosen.ts";
import { fileInput } from "../shared/upload/file_input.ts";
import { refusalOf } from "../shared/upload/filetypes.ts";
import { commandOf, takesBack, tick, type Command } from "./commands.ts";
import { isAhead, isAsked } from "./promise.ts";
import type { Opened } from "./session.ts";

/** What a step leads to. */
export type AfterStep = {
  done: (view: OwnView, command: string) => void;
  /** The report is another one by now: it is loaded anew, and what was typed goes on. */
  stale: (command: string, typed: Typed) => void;
  gone: (refused: Refused) => void;
};
export type TypedBefore = { command: string; typed: Typed } | null;

const DESTRUCTIVE = new Set<string>(["withdraw", "erase"] satisfies StepName[]);

/** What a step is called on this report. */
export function titleOf(name: string, view: OwnView): string {
  if (name === "confirm-promise") return t("track.promiseYes");
  if (isAsked(view) && name === "dispute") return t("track.promiseNo");
  if (isAhead(view) && name === "confirm") return t("track.planYes");
  if (isAhead(view) && name === "dispute") return t("track.planNo");
  if (view.state === "answered" && name === "confirm") return t("track.solvedYes");
  if (view.state === "answered" && name === "dispute") return t("track.solvedNo");
  return takesBack(name, view) ? t("track.ombudsmanBack") : word("command", name);
}

/** The form of a step: what it asks, and its button. */
export function stepForm(name: string, view: OwnView, open: Opened, after: AfterStep, typed: Typed): HTMLElement {
  const command = commandOf(name, view)!;
  const isGrave = DESTRUCTIVE.has(name) || takesBack(name, view);
  const status = h("p", { class: "govuk-body", role: "status" });
  const send = h(
    "button",
    { class: `govuk-button${isGrave ? " govuk-button--warning" : ""}` },
    word("button", doing(name, view)),
  );
  const asked = isSpoken("asked_once", doing(name, view));
  const request = view.events.filter(({ type }) => type === "data_requested").pop()?.text;
  const form = h(
    "form",
    { novalidate: true },
    name === "complete" && request
      ? h(
          "div",
          { class: "govuk-inset-text" },
          h("strong", {}, t("track.asked")),
          h("p", { class: "text", dir: "auto" }, request),
        )
      : null,
    asked ? askedOnce(name, view) : null,
    ...command.ask(typed),
    command.files ? filesInput(name) : null,
    command.sure ? tick(name, "sure", t("track.sure"), {}) : null,
    status,
    asked ? h("div", { class: "govuk-button-group" }, send, notNow(name)) : send,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    send.setAttribute("aria-disabled", "true");
    void take(name, command, form, view, open, after, status).finally(() => send.removeAttribute("aria-disabled"));
  });
  return form;
}

/** What the step does on this report, for its button and for what it asks once more. */
function doing(name: string, view: OwnView): string {
  if (name === "confirm" && isAhead(view)) return "confirm-plan";
  return takesBack(name, view) ? "ombudsman-back" : name;
}

/** A press too many must not close a report: the page asks once, and says how it can be undone. */
function askedOnce(name: string, view: OwnView): HTMLElement {
  const question = p(h("strong", {}, word("asked_once", doing(name, view))));
  return h("div", {}, question, name === "confirm" ? p(word("asked_once", "undo")) : "");
}

function notNow(name: string): HTMLElement {
  const shut = () => {
    const step = document.getElementById(`step-${name}`) as HTMLDetailsElement;
    step.open = false;
    step.querySelector("summary")?.focus();
  };
  return button(word("asked_once", "no"), shut, "secondary");
}

function filesInput(name: string): HTMLElement {
  const id = `${name}-attachments`;
  return h(
    "div",
    { class: "govuk-form-group" },
    h("label", { class: "govuk-label", for: id }, t("files.filesAdd")),
    fileInput(id),
  );
}

async function take(
  name: string,
  command: Command,
  form: HTMLFormElement,
  view: OwnView,
  open: Opened,
  after: AfterStep,
  status: HTMLElement,
): Promise<void> {
  const typed: Typed = {};
  for (const [field, value] of new FormData(form)) if (typeof value === "string" && value.trim()) typed[field] = value;
  clearFaults(form);
  // What was saved before says nothing of what is sent now.
  document.getElementById("said")?.remove();
  if (command.sure && typed["sure"] !== "true")
    return showFaults(
      form,
      [{ field: "sure", code: "required", message: t("track.sureNeeded") }],
      form.firstElementChild,
      `${name}-`,
    );
  const offered = command.doubt?.(typed);
  if (offered && view.allowed.includes(offered) && !form.classList.contains("is-asked"))
    return offerFirst(form, name, offered, view, status);
  try {
    const attachments = command.files ? await uploaded(form, status) : [];
    const body = { ...command.body(typed), ...(attachments.length > 0 ? { attachments } : {}), version: view.version };
    status.textContent = t("common.loading");
    after.done(await ask<OwnView>("POST", `/reports/${part(open.id)}/${name}`, { body, code: open.code }), name);
  } catch (failure) {
    status.textContent = "";
    if (failure instanceof Refused && failure.status === 409) return after.stale(name, typed);
    if (failure instanceof Refused && [404, 410].includes(failure.status)) return after.gone(failure);
    showFailure(form, status, failure, `${name}-`);
  }
}

/** Another step fits better what was given: it is one press away, and sending once more takes this one. */
function offerFirst(form: HTMLFormElement, asked: string, name: StepName, view: OwnView, status: HTMLElement): void {
  form.classList.add("is-asked");
  const fault: Fault = { field: "rating", code: "dispute_first", message: t("track.disputeFirst") };
  showFaults(form, [fault], form.firstElementChild, `${asked}-`);
  const open = () => {
    const step = document.getElementById(`step-${name}`) as HTMLDetailsElement;
    step.open = true;
    step.scrollIntoView();
    step.querySelector<HTMLElement>("textarea")?.focus();
  };
  status.replaceChildren(button(titleOf(name, view), open, "secondary"));
}

/** The ids of the files chosen, once they are up. Raises NoLine or Refused, a file that is not taken among them. */
async function uploaded(form: HTMLFormElement, status: HTMLElement): Promise<string[]> {
  const chosen = [...(form.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [])];
  const fault = chosen.map((file, index) => refusalOf(file, index)).find(Boolean);
  if (fault)
    throw new Refused(422, {
      code: "invalid",
      message: fault,
      fields: [{ field: "attachments", code: "file", message: fault }],
    });
  const ids: string[] = [];
  for (const original of chosen) {
    const { id } = await uploadChosen(original, (progress) => (status.textContent = `${original.name}: ${progress}`));
    ids.push(id);
  }
  return ids;
}
