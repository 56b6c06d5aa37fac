/** One command's form: what is typed is kept until it is sent, faults stand at their fields, nothing is sent twice. */
import { part, reason } from "../../shared/api.ts";
import { button, h } from "../../shared/element.ts";
import { clearFaults, showFaults } from "../../shared/errors.ts";
import { Refused } from "../../shared/http.ts";
import { language, t, word } from "../../shared/words.ts";
import { newKey } from "../../report/draft.ts";
import { refusalOf, typeOf } from "../../report/filetypes.ts";
import { shrunk } from "../../report/shrink.ts";
import { carryShowing, uploadFile } from "../../report/upload.ts";
import { ask } from "../api.ts";
import { draftOf, dropDraft, keepDraft, type Typed } from "./drafts.ts";
import { bodyOf, fieldsOf, HURTS, type CommandName } from "./fields.ts";
import type { OfficerView } from "./view.ts";

/** What a command leads to. */
export type After = {
  done: (view: OfficerView, command: CommandName) => void;
  /** The report is another one by now, or the command is no longer allowed. */
  moved: (refused: Refused, command: CommandName) => void;
};

/** The form of a command; `typed` fills it beside what was kept. */
export function commandForm(name: CommandName, view: OfficerView, after: After, typed: Typed = {}): HTMLFormElement {
  const status = h("p", { class: "govuk-body", role: "status" });
  const hurts = HURTS.has(name);
  const send = h("button", { class: `govuk-button${hurts ? " govuk-button--warning" : ""}` }, word("command", name));
  const form = h(
    "form",
    { novalidate: true, class: "command" },
    ...fieldsOf(name, view, { ...draftOf(view.report_id, name), ...typed }),
    status,
    h("div", { class: "govuk-button-group" }, send),
  );
  const keep = () => keepDraft(view.report_id, name, typedIn(form));
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (send.getAttribute("aria-disabled") === "true") return;
    if (hurts && !form.classList.contains("is-asked")) return second(form, name, send);
    send.setAttribute("aria-disabled", "true");
    void take(name, form, view, after, status).finally(() => {
      send.removeAttribute("aria-disabled");
      form.classList.remove("is-asked");
    });
  });
  return form;
}

function typedIn(form: HTMLFormElement): Typed {
  const typed: Typed = {};
  for (const [field, value] of new FormData(form))
    if (typeof value === "string" && !field.endsWith("-choice")) typed[field] = value;
  return typed;
}

/** What cannot simply be taken back is asked once more, at the button itself. */
function second(form: HTMLFormElement, name: CommandName, send: HTMLButtonElement): void {
  form.classList.add("is-asked");
  send.textContent = t("desk_forms.sure", { command: word("command", name) });
  const back = button(
    t("desk.cancel"),
    () => {
      form.classList.remove("is-asked");
      send.textContent = word("command", name);
      back.remove();
    },
    "secondary",
  );
  send.after(back);
  send.focus();
}

async function take(
  name: CommandName,
  form: HTMLFormElement,
  view: OfficerView,
  after: After,
  status: HTMLElement,
): Promise<void> {
  clearFaults(form);
  try {
    const attachments = await uploaded(form, status);
    const body = { ...bodyOf(name, form), ...(attachments.length > 0 ? { attachments } : {}), version: view.version };
    status.textContent = t("common.loading");
    const next = await ask<OfficerView>("POST", `/officer/reports/${part(view.report_id)}/${name}`, body);
    dropDraft(view.report_id, name);
    after.done(next, name);
  } catch (failure) {
    status.textContent = "";
    if (failure instanceof Refused && [404, 409, 410].includes(failure.status)) return after.moved(failure, name);
    if (failure instanceof Refused && failure.error.fields.length > 0) showFaults(form, failure.error.fields);
    else status.textContent = reason(failure);
  }
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
    const file = await shrunk(original);
    const say = (share: number) => {
      status.textContent = `${original.name}: ${t("files.fileUploading", { percent: Math.round(share * 100) })}`;
    };
    const sent = { id: newKey(), name: file.name, type: typeOf(file) ?? "", blob: file };
    ids.push(await uploadFile(sent, language(), carryShowing(say)));
  }
  return ids;
}
