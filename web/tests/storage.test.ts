import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { parsed, session } from "../src/shared/storage.ts";

type Given = Partial<Storage> | null | (() => never);

/** The browser's own store, as it may be. */
function browserHas(given: Given): void {
  const get = typeof given === "function" ? given : () => given;
  Object.defineProperty(globalThis, "sessionStorage", { configurable: true, get });
}

const refused = (): never => {
  throw new DOMException("denied", "SecurityError");
};
const full = {
  getItem: () => null,
  setItem: (): never => {
    throw new DOMException("full", "QuotaExceededError");
  },
  removeItem: () => undefined,
};

afterEach(() => {
  session.remove("open");
});

for (const [how, given] of [
  ["refused", refused],
  ["null", null],
  ["full", full],
] as const)
  test(`a store that is ${how} is made up for as long as the page is open`, () => {
    browserHas(given as Given);
    assert.equal(session.set("open", "LP-1"), false);
    assert.equal(session.get("open"), "LP-1");
    assert.ok(session.names().includes("open"));
    session.remove("open");
    assert.equal(session.get("open"), null);
  });

test("what a store had before it was gone is still known", () => {
  const kept = new Map<string, string>();
  browserHas({
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  });
  assert.equal(session.set("open", "LP-2"), true);
  assert.equal(kept.get("open"), "LP-2");
  browserHas(refused);
  assert.equal(session.get("open"), "LP-2");
});

test("what is no JSON is nothing", () => {
  assert.equal(parsed("{"), null);
  assert.equal(parsed(null), null);
  assert.deepEqual(parsed('{"id":1}'), { id: 1 });
});
