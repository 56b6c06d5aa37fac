/** The one draft of this page, kept on the device a moment after each change. */
import { byId } from "../shared/element.ts";
import { forget, keep, load } from "../shared/database.ts";
import { language } from "../shared/words.ts";
import { newDraft, type Draft } from "../shared/submission/draft.ts";
import { answersIn, isWorthKeeping } from "./form.ts";

const MOMENT = 300;

let draft: Draft = newDraft(language());
let timer: ReturnType<typeof setTimeout> | undefined;
let isKept = false;
const listeners: (() => void)[] = [];

/** The draft as it is now. */
export const current = (): Draft => draft;

/** The report's form. */
export const reportForm = (): HTMLFormElement => byId("report") as HTMLFormElement;

/** Whether anything of it is on the device. */
export const isOnDevice = (): boolean => isKept;

/** Call when what is on the device changes. */
export const whenKept = (listener: () => void): void => void listeners.push(listener);

/** Take over what the device keeps; whether there was anything. */
export async function restore(): Promise<boolean> {
  const found = await load<Draft>("draft");
  if (found) draft = { ...newDraft(language()), ...found };
  isKept = found !== undefined;
  for (const listener of listeners) listener();
  return isKept;
}

/** Read the form's answers into the draft. */
export function readForm(): Draft {
  draft.answers = answersIn(reportForm());
  return draft;
}

/** Keep the draft soon; at once with `now`. */
export async function save(now = false): Promise<void> {
  clearTimeout(timer);
  if (!now) {
    timer = setTimeout(() => void save(true), MOMENT);
    return;
  }
  if (!isWorthKeeping(draft.answers) && draft.files.length === 0) return;
  draft.keptAt = new Date().toISOString();
  isKept = await keep("draft", draft);
  for (const listener of listeners) listener();
}

/** Begin anew, with nothing of the old one left on the device. */
export async function erase(): Promise<void> {
  clearTimeout(timer);
  draft = newDraft(language());
  isKept = false;
  await forget("draft");
  for (const listener of listeners) listener();
}
