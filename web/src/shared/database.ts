/** What this device keeps: the draft with its files, and the receipt nobody has seen yet. Shared with the service worker. */

const NAME = "lapor";
const STORE = "kept";

export type KeptName = "draft" | "receipt";

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
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      // When it is on disk, not when it is asked for: a closed tab must not lose it.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** What is kept under that name; undefined where nothing is, or where the browser keeps nothing (private windows). */
export async function load<Value>(name: KeptName): Promise<Value | undefined> {
  try {
    return (await within("readonly", (store) => store.get(name))) as Value | undefined;
  } catch {
    return undefined;
  }
}

/** Keep a value; false when the browser would not. */
export async function keep(name: KeptName, value: unknown): Promise<boolean> {
  try {
    await within("readwrite", (store) => store.put(value, name));
    return true;
  } catch {
    return false;
  }
}

/** Forget it. */
export async function forget(name: KeptName): Promise<void> {
  try {
    await within("readwrite", (store) => store.delete(name));
  } catch {
    // nothing was kept
  }
}
