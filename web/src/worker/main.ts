/**
 * The service worker: the form opens without a line, and a report that waits is sent when the line is back.
 *
 * It keeps pages, scripts and styles of this version, and the places of regencies once looked at. Of the API it keeps
 * nothing: what a report says belongs to its reporter, not to the next person at this device.
 */
import { carrySilently, uploadFile } from "../shared/upload/upload.ts";
import { sendKept } from "../shared/submission/sending.ts";

type SyncEvent = ExtendableEvent & { tag: string };

const worker = self as unknown as ServiceWorkerGlobalScope;
const SHELL_CACHE = `shell-${SHELL_HASH}`;
const PLACES_CACHE = `places-${AREAS}`;

worker.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(SHELL_CACHE)
      .then((cache) => cache.addAll(SHELL.map((address) => new Request(address, { cache: "no-cache" }))))
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name !== SHELL_CACHE && name !== PLACES_CACHE).map((name) => caches.delete(name)),
        ),
      )
      .then(() => worker.clients.claim()),
  );
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (
    request.method !== "GET" ||
    origin !== worker.location.origin ||
    pathname.startsWith("/api/") ||
    pathname.startsWith("/_local/")
  )
    return;
  // A piece of a file is no answer that can be kept.
  if (request.headers.has("range")) return;
  if (request.mode === "navigate") event.respondWith(page(request, pathname));
  else if (/^\/(?:areas|map)\//.test(pathname)) event.respondWith(keptFirst(request, PLACES_CACHE));
  else if (pathname.startsWith("/assets/") || SHELL.includes(pathname))
    event.respondWith(keptFirst(request, SHELL_CACHE));
});

worker.addEventListener("sync", (event) => {
  const { tag } = event as SyncEvent;
  if (tag === "send-report") (event as SyncEvent).waitUntil(deliver());
});

/** The page from the net, and the kept one where there is no net. */
async function page(request: Request, pathname: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (failure) {
    const kept = await caches.match(pathname, { cacheName: SHELL_CACHE });
    if (kept) return kept;
    throw failure;
  }
}

async function keptFirst(request: Request, cacheName: string): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}

/** Raises when it could not be sent, so that the browser tries again later. */
async function deliver(): Promise<void> {
  const outcome = await sendKept((file, draft) => uploadFile(file, draft.language, carrySilently));
  if (outcome.kind === "waiting") throw new Error("no line");
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage("sent");
}
