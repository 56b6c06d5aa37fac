/** The built site in the words of Chrome 80: no later syntax, and no later method than those that are made up for it. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { parseAst } from "rolldown/parseAst";

const dist = join(import.meta.dirname, "..", "..", "dist");
const assets = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".js"));
const MADE_UP = /MADE_UP = (\[.+\])/.exec(readFileSync(join(dist, "..", "src", "shared", "older.ts"), "utf8"));
const madeUp = JSON.parse(MADE_UP?.[1] ?? "null") as string[];

const LATER_NODES = new Set([
  "StaticBlock",
  "PropertyDefinition",
  "PrivateIdentifier",
  "ImportAttribute",
  "AccessorProperty",
]);
const LATER_OPERATORS = new Set(["??=", "||=", "&&="]);
/** After Chrome 80, by name alone; what stands for something else there as well is not among them. */
const LATER_METHODS = new Set([
  ...["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "groupBy", "hasOwn", "replaceAll"],
  ...["replaceChildren", "checkVisibility", "showPicker", "showPopover", "requestSubmit", "any", "randomUUID"],
  ...[
    "isWellFormed",
    "toWellFormed",
    "withResolvers",
    "canParse",
    "supportedValuesOf",
    "getSetCookie",
    "throwIfAborted",
  ],
]);
const LATER_GLOBALS = new Set(["structuredClone", "WeakRef", "FinalizationRegistry", "AggregateError", "scheduler"]);

type AnyNode = { type: string; [part: string]: unknown };

function* nodes(value: unknown): Generator<AnyNode> {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one);
  else if (value !== null && typeof value === "object") {
    if (typeof (value as AnyNode).type === "string") yield value as AnyNode;
    for (const part of Object.values(value)) yield* nodes(part);
  }
}

function later({ type, operator, callee, raw, regex }: AnyNode): string | null {
  if (LATER_NODES.has(type)) return type;
  if (type === "AssignmentExpression" && LATER_OPERATORS.has(String(operator))) return String(operator);
  if (type === "Literal" && regex && /[dv]/.test((regex as { flags: string }).flags)) return String(raw);
  if (type === "Literal" && /^\d+_/.test(String(raw))) return String(raw);
  if (type !== "CallExpression" && type !== "NewExpression") return null;
  const called = callee as AnyNode;
  const method = called.type === "MemberExpression" ? (called["property"] as { name?: string }).name : undefined;
  if (method && LATER_METHODS.has(method)) return method;
  const name = called.type === "Identifier" ? String(called["name"]) : "";
  return LATER_GLOBALS.has(name) ? name : null;
}

const foundIn = (path: string): string[] => [
  ...new Set([...nodes(parseAst(readFileSync(path, "utf8")))].flatMap((node) => later(node) ?? [])),
];

for (const name of assets)
  test(`${name} says nothing that Chrome 80 does not know`, () => {
    assert.deepEqual(
      foundIn(join(dist, "assets", name)).filter((one) => !madeUp.includes(one)),
      [],
    );
  });

test("the service worker, for which nothing is made up, does not either", () => {
  assert.deepEqual(foundIn(join(dist, "worker.js")), []);
});

test("what would be found is found", () => {
  const program = "class A { #b = 1; static { x ??= [1].at(-1); } } structuredClone(/a/v)";
  const found = [...nodes(parseAst(program))].flatMap((node) => later(node) ?? []);
  for (const one of ["PrivateIdentifier", "StaticBlock", "??=", "at", "structuredClone", "/a/v"])
    assert.ok(found.includes(one), one);
});
