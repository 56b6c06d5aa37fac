import { resolve } from "node:path";
import { defineConfig } from "vite";
import { areasHash, writeAreas } from "./build/areas.ts";
import { outlineHash, writeOutline } from "./build/outline.ts";
import { flexGap } from "./build/flex_gap.ts";
import { renderPages } from "./build/pages.ts";
import { seatsHash, writeSeats } from "./build/seats.ts";

const here = import.meta.dirname;
const dist = resolve(here, "dist");

// Both are loaded when a page asks for them; the hash in their address lets browsers keep them for good.
const define = {
  AREAS: JSON.stringify(`/areas/${areasHash()}`),
  OUTLINE: JSON.stringify(`/map/${outlineHash()}.json`),
  SEATS: JSON.stringify(`/map/seats-${seatsHash()}.json`),
};

// What several pages share is one script: on a slow line each further one costs more than it weighs. The map alone stays
// by itself, for those who open it.
const SHARED = {
  name: "shared",
  test: /[\\/]src[\\/]shared[\\/](?!coast)|[\\/]\.facts[\\/]|runtime|preload-helper/,
  minShareCount: 2,
};

export default defineConfig({
  root: resolve(here, ".pages"),
  publicDir: resolve(here, "public"),
  appType: "mpa",
  logLevel: "warn",
  define,
  css: {
    postcss: { plugins: [flexGap] },
    preprocessorOptions: { scss: { loadPaths: [resolve(here, "node_modules")], quietDeps: true } },
  },
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: "chrome80",
    cssTarget: "chrome80",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: renderPages(resolve(here, ".pages")),
      checks: { pluginTimings: false },
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: [SHARED] } },
    },
  },
  plugins: [
    {
      name: "areas-and-outline",
      closeBundle() {
        writeAreas(dist);
        writeOutline(dist);
        writeSeats(dist);
      },
    },
  ],
});
