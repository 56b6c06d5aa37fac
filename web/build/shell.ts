/** What the service worker keeps, so that the form opens without a line: the pages, their scripts and styles. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Arriving, reporting and tracking: what is fetched ahead is paid for by somebody's telephone.
const PAGES = [
  "index.html",
  "lapor.html",
  "lacak.html",
  "luring.html",
  "en/index.html",
  "en/lapor.html",
  "en/lacak.html",
  "en/luring.html",
];
const ALWAYS = ["icon.svg", "manifest.webmanifest"];

/** A page names all that it needs to start; what it loads when asked, the map, is not among it. */
function kept(dist: string): string[] {
  const named = PAGES.flatMap((page) => readFileSync(join(dist, page), "utf8").match(/(?<="\/)assets\/[^"]+/g) ?? []);
  return [...new Set([...PAGES, ...named, ...ALWAYS])].sort();
}

/** The addresses of all files that are kept. */
export function shellFiles(dist: string): string[] {
  return kept(dist).map((name) => `/${name.replace(/(?:^|(?<=\/))index\.html$/, "").replace(/\.html$/, "")}`);
}

/** Changes when any of them does. */
export function shellHash(dist: string): string {
  const hash = createHash("sha256");
  for (const name of kept(dist)) hash.update(readFileSync(join(dist, name)));
  return hash.digest("hex").slice(0, 8);
}
