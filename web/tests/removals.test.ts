import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, without } from "../src/desk/report/removals.ts";

const TEXT = "🙏 hubungi 0812-0000-0000 atau Pak Budi";
const MARKS = [
  { start: 11, end: 25, kind: "phone" },
  { start: 35, end: 39, kind: "name" },
];

test("a text falls into marked and unmarked pieces", () => {
  assert.deepEqual(pieces(TEXT, MARKS), [
    { text: "🙏 hubungi ", kind: null },
    { text: "0812-0000-0000", kind: "phone" },
    { text: " atau Pak ", kind: null },
    { text: "Budi", kind: "name" },
  ]);
});

test("what is marked is replaced by what it was", () => {
  assert.equal(
    without(TEXT, MARKS, (kind) => kind),
    "🙏 hubungi [phone] atau Pak [name]",
  );
});

test("a mark that overlaps or leaves the text is left alone", () => {
  assert.equal(
    without("abc", [{ start: 0, end: 9, kind: "x" }], (kind) => kind),
    "abc",
  );
});
