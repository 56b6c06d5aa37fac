/**
 * What a tab or a device remembers by name, and never an error for it: a store may be refused, null, full, or gone in the
 * middle. What it would not take is remembered as long as the page is open.
 */

export type Shelf = {
  get(name: string): string | null;
  /** False when the browser would not keep it beyond this page. */
  set(name: string, value: string): boolean;
  remove(name: string): void;
  names(): string[];
};

function shelf(store: () => Storage | null): Shelf {
  const memory = new Map<string, string>();
  const tried = <Answer>(work: (store: Storage) => Answer): Answer | undefined => {
    try {
      const found = store();
      return found ? work(found) : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => tried((kept) => kept.getItem(name)) ?? memory.get(name) ?? null,
    set(name, value) {
      memory.set(name, value);
      return tried((kept) => (kept.setItem(name, value), true)) ?? false;
    },
    remove(name) {
      memory.delete(name);
      tried((kept) => kept.removeItem(name));
    },
    names: () => [...new Set([...(tried((kept) => Object.keys(kept)) ?? []), ...memory.keys()])],
  };
}

/** As long as the tab is open. */
export const session = shelf(() => sessionStorage);
/** As long as the person lets it. */
export const local = shelf(() => localStorage);

/** A value that was kept as JSON; null for none, and for what is no JSON. */
export function parsed<Value>(text: string | null): Value | null {
  try {
    return JSON.parse(text ?? "null") as Value | null;
  } catch {
    return null;
  }
}
