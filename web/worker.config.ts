import { resolve } from "node:path";
import { defineConfig } from "vite";
import { areasHash } from "./build/areas.ts";
import { compress } from "./build/compress.ts";
import { shellFiles, shellHash } from "./build/shell.ts";

const here = import.meta.dirname;
const dist = resolve(here, "dist");

/** The service worker: one classic script at the root, built when all that it keeps is there. */
export default defineConfig({
  publicDir: false,
  logLevel: "warn",
  define: {
    AREAS: JSON.stringify(`/areas/${areasHash()}`),
    SHELL: JSON.stringify(shellFiles(dist)),
    SHELL_HASH: JSON.stringify(shellHash(dist)),
  },
  build: {
    outDir: dist,
    emptyOutDir: false,
    target: "chrome80",
    reportCompressedSize: false,
    lib: { entry: resolve(here, "src/worker/main.ts"), formats: ["iife"], name: "worker", fileName: () => "worker.js" },
  },
  plugins: [{ name: "compress", closeBundle: () => compress(dist) }],
});
