/** Start the service worker, where there is one to be had: a secure origin, a browser that has them. */
import "./older.ts";
import "./printed_addresses.ts";
import "./trusted.ts";

/** Register it; the page works the same without. */
export function startWorker(): void {
  if (serviceWorkers()) addEventListener("load", () => void register());
}

/** The browser's own service workers; undefined where it has none, or lends none. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

async function register(): Promise<void> {
  try {
    await serviceWorkers()?.register("/worker.js");
  } catch {
    // refused after all
  }
}
