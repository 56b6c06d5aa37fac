/** The list that an officer was shown last: who works through a queue goes from a report to the next one. */
import { parsed, session } from "../shared/storage.ts";

const SHOWN = "lapor-desk-list";
type Shown = { username: string; search: string; ids: string[] };

/** Remember the numbers of a list, in its order, as long as the tab lives. */
export function keepList(username: string, ids: string[]): void {
  session.set(SHOWN, JSON.stringify({ username, search: location.search, ids } satisfies Shown));
}

/** The number behind this one in the list that the address still names; null at its end, and for who came otherwise. */
export function nextInQueue(username: string, id: string): string | null {
  const shown = parsed<Shown>(session.get(SHOWN));
  const isTheirs = shown?.username === username && shown.search === location.search;
  const at = isTheirs ? shown.ids.indexOf(id) : -1;
  return (at >= 0 && shown?.ids[at + 1]) || null;
}
