/**
 * The files that prove an answer. Each goes up as soon as it is chosen, and what is up is part of what was typed: a
 * conflict, a reload or a new sign-in loses no file either.
 */
import { reason } from "../shared/api.ts";
import { h } from "../shared/element.ts";
import { showFaults } from "../shared/errors.ts";
import { t } from "../shared/words.ts";
import { uploadChosen } from "../shared/upload/chosen.ts";
import { fileInput } from "../shared/upload/file_input.ts";
import { refusalOf } from "../shared/upload/filetypes.ts";
import { group, type Typed } from "../shared/controls.ts";

type Sent = { id: string; name: string };
type ProofFile = {
  name: string;
  file: File | null;
  sent: string | null;
  going: Promise<void> | null;
  row: HTMLElement;
};

const rowsOf = new WeakMap<Element, ProofFile[]>();

function sentIn(value: string): Sent[] {
  try {
    return JSON.parse(value || "[]") as Sent[];
  } catch {
    return [];
  }
}

const valueOf = (form: HTMLFormElement) =>
  sentIn(form.querySelector<HTMLInputElement>("input[name=attachments]")?.value ?? "");

/** The ids of a form's files that are up. */
export const idsOf = (form: HTMLFormElement): string[] => valueOf(form).map(({ id }) => id);

/** The names of a form's files that are up. */
export const namesOf = (form: HTMLFormElement): string[] => valueOf(form).map(({ name }) => name);

/** The names of the files in a draft. */
export const sentNames = (typed: Typed): string[] => sentIn(typed["attachments"] ?? "").map(({ name }) => name);

/** Once all files of a form are up. Raises NoLine, or Refused for a file that is not taken. */
export async function filesAreUp(form: HTMLFormElement): Promise<void> {
  const control = form.querySelector("[data-proof]");
  for (const one of (control && rowsOf.get(control)) ?? []) if (!one.sent) await (one.going ?? again(one, control!));
}

/** The control, filled with what is up already; of an answer unless it is called otherwise. */
export function proofFiles(
  command: string,
  typed: Typed,
  label = t("desk_forms.proof"),
  hint = t("desk_forms.proofHint"),
): HTMLElement {
  const id = `${command}-attachments`;
  const value = h("input", { type: "hidden", name: "attachments", value: "" });
  const input = fileInput(id);
  const list = h("ul", { class: "files", "data-proof": "" });
  const kept = sentIn(typed["attachments"] ?? "");
  const rows = kept.map(({ id, name }): ProofFile => ({ name, file: null, sent: id, going: null, row: h("li", {}) }));
  if (rows.length > 0) value.value = typed["attachments"] ?? "";
  rowsOf.set(list, rows);
  input.addEventListener("change", () => {
    const chosen = [...(input.files ?? [])];
    input.value = "";
    const faults: string[] = [];
    for (const file of chosen) {
      const fault = refusalOf(file, rows.length);
      if (fault) faults.push(fault);
      else {
        rows.push({ name: file.name, file, sent: null, going: null, row: h("li", {}) });
        void again(rows.at(-1)!, list).catch(() => undefined); // its row says what went wrong
      }
    }
    if (input.form)
      showFaults(
        input.form,
        faults.map((message) => ({ field: "attachments", code: "file", message })),
      );
  });
  queueMicrotask(() => draw(list));
  return group(id, label, hint, h("div", {}, input, list, value));
}

/** Send a file (once more); its row tells how far it is. */
function again(one: ProofFile, list: Element): Promise<void> {
  const say = (text: string) => draw(list, one, text);
  one.going = (async () => {
    try {
      say(t("files.fileShrinking"));
      const sent = await uploadChosen(one.file!, say);
      [one.sent, one.name] = [sent.id, sent.name];
      draw(list);
    } catch (failure) {
      draw(list, one, t("files.fileFailed", { reason: reason(failure) }), true);
      throw failure;
    } finally {
      one.going = null;
    }
  })();
  return one.going;
}

function draw(list: Element, changed?: ProofFile, text = "", failed = false): void {
  const rows = rowsOf.get(list) ?? [];
  const told = changed?.row.querySelector(".files__state");
  if (told && !failed) {
    told.textContent = text; // only the words change: a screen reader hears them, the focus stays
    return;
  }
  for (const one of rows) fill(one, list, one === changed ? text : "", one === changed && failed);
  list.replaceChildren(...rows.map(({ row }) => row));
  const value = list.parentElement?.querySelector<HTMLInputElement>("input[name=attachments]");
  if (!value) return;
  const sent = rows.filter((one) => one.sent).map(({ sent, name }) => ({ id: sent, name }));
  const now = sent.length > 0 ? JSON.stringify(sent) : "";
  if (value.value === now) return;
  value.value = now;
  value.dispatchEvent(new Event("change", { bubbles: true }));
}

function fill(one: ProofFile, list: Element, text: string, failed: boolean): void {
  const { name } = one;
  const said = one.sent ? t("files.fileDone") : text || one.row.querySelector(".files__state")?.textContent || "";
  const act = (label: string, of: string, onclick: () => void) =>
    h("button", { type: "button", class: "as-link", "aria-label": of, onclick }, label);
  const retry = () => void (one.going ?? again(one, list).catch(() => undefined));
  one.row.replaceChildren(
    h(
      "span",
      { class: "files__name", dir: "auto" },
      name,
      h("br"),
      h("span", { class: "quiet files__state", role: "status" }, said),
    ),
    h(
      "span",
      {},
      failed ? act(t("files.fileRetry"), t("files.fileRetryOf", { name }), retry) : "",
      " ",
      act(t("files.fileRemove"), t("files.fileRemoveOf", { name }), () => remove(one, list)),
    ),
  );
}

function remove(one: ProofFile, list: Element): void {
  const rows = rowsOf.get(list) ?? [];
  rows.splice(rows.indexOf(one), 1);
  draw(list);
  list.parentElement?.querySelector<HTMLElement>("input[type=file]")?.focus();
}
