/** What the service worker keeps, so that the form opens without a line: the pages, their scripts and styles. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./compress.ts";

// Reporting and tracking, not the map: what is fetched ahead is paid for by somebody's telephone.
const KEPT =
  /^(?:(?:en\/)?(?:index|lacak)\.html|assets\/(?!coast|map|layers|marker)[^/]*|icon\.svg|manifest\.webmanifest)$/;
const COMPRESSED = /\.(?:br|gz)$/;

const kept = (dist: string) => filesBelow(dist).filter((name) => KEPT.test(name) && !COMPRESSED.test(name));

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
