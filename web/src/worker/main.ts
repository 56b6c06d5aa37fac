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
/** How long somebody looks at nothing before they get the page as it was kept. */
const PATIENCE = 4 * 1_000;

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

/**
 * The page from the net. The kept one where there is no net, or where the line hangs; and where none is kept, a page that
 * says so, at whatever address.
 */
async function page(request: Request, pathname: string): Promise<Response> {
  const fetched = fetch(request);
  const kept = await keptPage(pathname);
  try {
    return await (kept ? Promise.race([fetched, after(PATIENCE, kept)]) : fetched);
  } catch (failure) {
    const instead = kept ?? (await keptPage(pathname.startsWith("/en") ? "/en/luring" : "/luring"));
    if (instead) return instead;
    throw failure;
  }
}

/** A page as it is kept, its address with or without a slash at its end; undefined where the browser keeps nothing. */
async function keptPage(pathname: string): Promise<Response | undefined> {
  try {
    const cache = await caches.open(SHELL_CACHE);
    const address = pathname === "/en" ? "/en/" : pathname.replace(/(?<!^|^\/en)\/+$/, "");
    return await cache.match(address);
  } catch {
    return undefined;
  }
}

function after(milliseconds: number, answer: Response): Promise<Response> {
  return new Promise((resolve) => setTimeout(() => resolve(answer), milliseconds));
}

/** From the cache, and into it: a cache that is refused, full or gone costs the request and nothing else. */
async function keptFirst(request: Request, cacheName: string): Promise<Response> {
  const cache = await caches.open(cacheName).catch(() => undefined);
  const kept = await cache?.match(request).catch(() => undefined);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache?.put(request, response.clone()).catch(() => undefined);
  return response;
}

/** Raises when it could not be sent, so that the browser tries again later. */
async function deliver(): Promise<void> {
  const outcome = await sendKept((file, draft) => uploadFile(file, draft.language, carrySilently));
  if (outcome.kind === "waiting") throw new Error("no line");
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage("sent");
}
