/**
 * Trusted Types: the pages' policy lets no text become markup or a script's address. Two constants are let through:
 * the service worker's address, and what Leaflet tries once to see whether the browser draws SVG.
 */

const WORKER = "/worker.js";
const LEAFLETS_TRY = "<svg/>";

type Factory = { createPolicy(name: "default", rules: Record<string, (text: string) => string | null>): void };

const only = (known: string) => (text: string) => (text === known ? text : null);

(globalThis as { trustedTypes?: Factory }).trustedTypes?.createPolicy("default", {
  createHTML: only(LEAFLETS_TRY),
  createScriptURL: only(WORKER),
});
