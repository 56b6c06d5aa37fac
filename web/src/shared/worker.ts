/** Start the service worker, where there is one to be had: a secure origin, a browser that has them. */
import "./older.ts";
import "./trusted.ts";

/** Register it; the page works the same without. */
export function startWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  addEventListener("load", () => void register());
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register("/worker.js");
  } catch {
    // refused, or none to be had after all
  }
}
