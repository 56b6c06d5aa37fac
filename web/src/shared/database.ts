/**
 * What this device keeps: the draft with its files, and the receipt nobody has seen yet. Shared with the service worker.
 *
 * Nothing here throws or hangs. A browser that keeps nothing, or no more, still has all of it as long as the page is open.
 */

const NAME = "lapor";
const STORE = "kept";
/** Some browsers never answer when their database is damaged. */
const PATIENCE = 3_000;

export type KeptName = "draft" | "receipt";

/** The last value that was kept under a name; undefined once it is forgotten. */
const last = new Map<KeptName, unknown>();
/** Names whose last value the device did not take. */
const unsaved = new Set<KeptName>();

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
}

async function within<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await patiently(opened());
  try {
    return await patiently(
      new Promise<Answer>((resolve, reject) => {
        const transaction = database.transaction(STORE, mode);
        const request = ask(transaction.objectStore(STORE));
        // When it is on disk, not when it is asked for: a closed tab must not lose it.
        transaction.oncomplete = () => resolve(request.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      }),
    );
  } finally {
    database.close();
  }
}

function patiently<Answer>(work: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout>;
  const end = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
  });
  return Promise.race([work, end]).finally(() => clearTimeout(timer));
}

/** What is kept under that name; undefined where nothing is. */
export async function load<Value>(name: KeptName): Promise<Value | undefined> {
  if (unsaved.has(name)) return last.get(name) as Value | undefined;
  try {
    return (await within("readonly", (store) => store.get(name))) as Value | undefined;
  } catch {
    return last.get(name) as Value | undefined;
  }
}

/** Keep a value; false when the browser would not, and it lasts as long as the page. */
export async function keep(name: KeptName, value: unknown): Promise<boolean> {
  last.set(name, value);
  try {
    await within("readwrite", (store) => store.put(value, name));
    unsaved.delete(name);
    return true;
  } catch {
    unsaved.add(name);
    return false;
  }
}

/** Forget it. */
export async function forget(name: KeptName): Promise<void> {
  last.delete(name);
  try {
    await within("readwrite", (store) => store.delete(name));
    unsaved.delete(name);
  } catch {
    unsaved.add(name); // what the device may still have is not taken for a new one
  }
}
