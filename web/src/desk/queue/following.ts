/** The list that was shown last, so that who works through a queue goes from a report to the next one. */
const SHOWN = "lapor-desk-list";
type Shown = { search: string; ids: string[] };

/** Remember the numbers of a list, in its order, as long as the tab lives. */
export function keepList(ids: string[]): void {
  sessionStorage.setItem(SHOWN, JSON.stringify({ search: location.search, ids } satisfies Shown));
}

/** The number behind this one in the list that the address still names; null at its end, or for who came otherwise. */
export function following(id: string): string | null {
  try {
    const shown = JSON.parse(sessionStorage.getItem(SHOWN) ?? "null") as Shown | null;
    const at = shown?.search === location.search ? shown.ids.indexOf(id) : -1;
    return (at >= 0 && shown?.ids[at + 1]) || null;
  } catch {
    return null;
  }
}
