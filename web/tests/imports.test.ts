import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";

const SOURCES = join(process.cwd(), "src");
/** What a file imports: statically, when it is asked for, for its types alone, or for what it does. */
const IMPORT = /\bfrom\s+"(\.[^"]+)"|\bimport\s*\(\s*"(\.[^"]+)"\s*\)|^import\s+"(\.[^"]+)"/gm;
/** The rooms of the site; the desk is a house of its own, with rooms that share its hall (`src/desk/*.ts`). */
const ROOMS = [
  "submit",
  "track",
  "recover",
  "published",
  "worker",
  "desk/case",
  "desk/queue",
  "desk/summary",
  "desk/administration",
  "desk",
];

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .sort();
const imports = new Map(files.map((name) => [name, importsOf(name)]));

function importsOf(name: string): string[] {
  const text = readFileSync(join(SOURCES, name), "utf8");
  const found = [...text.matchAll(IMPORT)].map(([, from, asked, done]) => from ?? asked ?? done ?? "");
  return found.map((path) => relative(SOURCES, join(SOURCES, dirname(name), path)));
}

const roomOf = (name: string): string => ROOMS.find((room) => name.startsWith(`${room}/`)) ?? "shared";

/** What a room may import beside itself. The desk's entrance alone opens the rooms of the desk. */
function isOpen(from: string, to: string): boolean {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other || other === "shared") return true;
  if (other === "desk") return room.startsWith("desk/");
  return from === "desk/main.ts" && other.startsWith("desk/");
}

/** A way along the imports that comes back to where it began; null where there is none. */
function circle(): string[] | null {
  const done = new Set<string>();
  const walk = (name: string, way: string[]): string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of imports.get(name) ?? []) {
      const found = walk(next, [...way, name]);
      if (found) return found;
    }
    done.add(name);
    return null;
  };
  for (const name of files) {
    const found = walk(name, []);
    if (found) return found;
  }
  return null;
}

test("the imports are read: every one leads to a file, and the rooms are there", () => {
  assert.ok(files.length > 80);
  assert.ok([...imports.values()].flat().length > 300);
  for (const room of ROOMS)
    assert.ok(
      files.some((name) => roomOf(name) === room),
      room,
    );
  for (const [name, others] of imports)
    for (const other of others)
      assert.ok(files.includes(other) || !other.endsWith(".ts") || other.startsWith(".."), `${name}: ${other}`);
});

test("a room imports itself and what is shared, never another room", () => {
  for (const [name, others] of imports)
    for (const other of others) if (files.includes(other)) assert.ok(isOpen(name, other), `${name} imports ${other}`);
});

test("no import leads back to where it began", () => {
  assert.equal(circle()?.join(" → ") ?? null, null);
});

test("no type has its name in two modules", () => {
  const named = new Map<string, string>();
  for (const file of files)
    for (const [, name = ""] of readFileSync(join(SOURCES, file), "utf8").matchAll(
      /^(?:export )?(?:type|class|interface) (\w+)/gm,
    )) {
      assert.equal(named.get(name), undefined, `${name} in ${named.get(name)} and ${file}`);
      named.set(name, file);
    }
});

test("what a device keeps is asked of by two files alone, which never throw", () => {
  const asking = files.filter((name) => {
    const code = readFileSync(join(SOURCES, name), "utf8")
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\/\/.*/g, "");
    return /\b(indexedDB|localStorage|sessionStorage)\b/.test(code);
  });
  assert.deepEqual(asking, ["shared/database.ts", "shared/storage.ts"]);
});
