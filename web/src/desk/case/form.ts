/** One command's form: what is typed is kept until it is sent, faults stand at their fields, nothing is sent twice. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { button, h } from "../../shared/element.ts";
import { clearFaults, showFailure } from "../../shared/errors.ts";
import type { CommandName } from "../../shared/facts.ts";
import { Refused } from "../../shared/http.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { named } from "../named_faults.ts";
import type { Typed } from "../../shared/controls.ts";
import { changed, draftOf, dropDraft, keepDraft } from "../drafts.ts";
import { bodyOf, commandWord, fieldsOf, DESTRUCTIVE } from "./fields.ts";
import { mainReport } from "./joining.ts";
import { filesAreUp } from "../proof.ts";

/** What a command leads to. */
export type AfterCommand = {
  done: (view: OfficerView, command: CommandName) => void;
  /** The report is another one by now, or the command is no longer allowed. */
  moved: (refused: Refused, command: CommandName) => void;
};

/** The form of a command; `typed` fills it beside what was kept. */
export function commandForm(
  name: CommandName,
  view: OfficerView,
  profile: Profile,
  after: AfterCommand,
  typed: Typed = {},
): HTMLFormElement {
  const status = h("p", { class: "govuk-body", role: "status" });
  const isDestructive = DESTRUCTIVE.has(name);
  const send = h(
    "button",
    { class: `govuk-button${isDestructive ? " govuk-button--warning" : ""}` },
    commandWord(name, view),
  );
  const untouched = typedIn(h("form", {}, ...fieldsOf(name, view, profile, {})));
  const form = h(
    "form",
    { novalidate: true, class: "command" },
    ...fieldsOf(name, view, profile, { ...draftOf(view.report_id, name), ...typed }),
    status,
    h("div", { class: "govuk-button-group" }, send),
  );
  const keep = () => keepDraft(view.report_id, name, changed(typedIn(form), untouched));
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  // Another number is another main report: it is read and shown first.
  if (name === "join")
    form.addEventListener("input", () => form.classList.contains("is-asked") && first(form, name, view, send));
  if (Object.keys(typed).length > 0) keep();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    if (isDestructive && !form.classList.contains("is-asked")) return void askOnce(form, name, view, send, status);
    send.setAttribute("aria-disabled", "true");
    void take(name, form, view, after, status).finally(() => {
      send.removeAttribute("aria-disabled");
      first(form, name, view, send);
    });
  });
  return form;
}

/** Everything in a form by its name; a tick that is not set is there as an empty text. */
function typedIn(form: HTMLFormElement): Typed {
  const typed: Typed = {};
  for (const box of form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) typed[box.name] = "";
  for (const [field, value] of new FormData(form))
    if (typeof value === "string" && !field.endsWith("-choice")) typed[field] = value;
  return typed;
}

/** Ask once more; whom a report joins is read first, and told beside the question. */
async function askOnce(
  form: HTMLFormElement,
  name: CommandName,
  view: OfficerView,
  send: HTMLButtonElement,
  status: HTMLElement,
): Promise<void> {
  if (name !== "join") return second(form, name, view, send);
  send.setAttribute("aria-disabled", "true");
  const told = await mainReport(form, view, status);
  send.removeAttribute("aria-disabled");
  if (!told) return;
  status.before(told);
  send.setAttribute("aria-describedby", told.id);
  second(form, name, view, send);
}

/** What cannot simply be taken back is asked once more, at the button itself. */
function second(form: HTMLFormElement, name: CommandName, view: OfficerView, send: HTMLButtonElement): void {
  form.classList.add("is-asked");
  send.textContent = t("desk_forms.sure", { command: commandWord(name, view) });
  const back = button(t("desk.cancel"), () => first(form, name, view, send), "secondary");
  back.classList.add("is-back");
  send.after(back);
  send.focus();
}

function first(form: HTMLFormElement, name: CommandName, view: OfficerView, send: HTMLButtonElement): void {
  form.classList.remove("is-asked");
  form.querySelector(".is-told")?.remove();
  send.removeAttribute("aria-describedby");
  send.textContent = commandWord(name, view);
  const back = form.querySelector(".is-back");
  if (back === document.activeElement) send.focus();
  back?.remove();
}

async function take(
  name: CommandName,
  form: HTMLFormElement,
  view: OfficerView,
  after: AfterCommand,
  status: HTMLElement,
): Promise<void> {
  clearFaults(form);
  status.textContent = t("common.loading");
  try {
    await filesAreUp(form);
  } catch (failure) {
    status.textContent = reason(failure);
    return;
  }
  try {
    const body = { ...bodyOf(name, form, view), version: view.version };
    const next = await ask<OfficerView>("POST", `/officer/reports/${part(view.report_id)}/${name}`, body);
    dropDraft(view.report_id, name);
    after.done(next, name);
  } catch (failure) {
    status.textContent = "";
    if (failure instanceof Refused && [404, 409, 410].includes(failure.status)) return after.moved(failure, name);
    showFailure(form, status, named(form, failure));
  }
}
