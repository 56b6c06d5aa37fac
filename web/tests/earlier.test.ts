import assert from "node:assert/strict";
import { test } from "node:test";
import { allBehind } from "../src/shared/earlier.ts";

test("everything behind a cursor is asked for page by page, in the order in which it comes", async () => {
  const pages = new Map([
    ["first", { items: [5, 4], next: "second" }],
    ["second", { items: [], next: "third" }],
    ["third", { items: [3], next: null }],
  ]);
  const asked: string[] = [];
  const found = await allBehind<number>("first", (cursor) => {
    asked.push(cursor);
    return Promise.resolve(pages.get(cursor)!);
  });
  assert.deepEqual(found, [5, 4, 3]);
  assert.deepEqual(asked, ["first", "second", "third"]);
  assert.deepEqual(await allBehind(null, () => Promise.reject(new Error("nothing is asked"))), []);
});
