/** Number and code of the report that is open: in this tab alone, and never in its address. */
import { isOneOf, LETTER_STEPS } from "../shared/facts.ts";
import { parsed, session } from "../shared/storage.ts";

export type Opened = { id: string; code: string };
export type Arrived = Opened & { step: string | null };

const KEY = "open";

/** What a letter's link carries: `#<number>.<code>`, perhaps with the step it asks for, as in `.confirm`. */
export function inFragment(fragment: string): Arrived | null {
  const [id = "", code = "", step = ""] = decoded(fragment.replace(/^#/, "")).split(".");
  if (!id || !code) return null;
  return { id, code, step: isOneOf(LETTER_STEPS, step) ? step : null };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Take it out of the address, so that neither the history nor a picture of the screen keeps it. */
export function arrived(): Arrived | null {
  const found = inFragment(location.hash);
  if (found) history.replaceState(null, "", location.pathname + location.search);
  return found;
}

/** The report this tab has open. */
export function opened(): Opened | null {
  return parsed<Opened>(session.get(KEY));
}

/** Remember it while the tab is open; null forgets it. */
export function remember(one: Opened | null): void {
  if (one) session.set(KEY, JSON.stringify({ id: one.id, code: one.code }));
  else session.remove(KEY);
}
