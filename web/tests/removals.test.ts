import assert from "node:assert/strict";
import { test } from "node:test";
import { pieces, stillHas, toggled, without } from "../src/desk/case/removals.ts";

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

test("a mark that leaves the text is left alone; of marks that overlap nothing stays uncovered", () => {
  const said = (kind: string) => kind;
  assert.equal(without("abc", [{ start: 0, end: 9, kind: "x" }], said), "abc");
  const overlapping = [
    { start: 4, end: 12, kind: "phone" },
    { start: 0, end: 6, kind: "name" },
  ];
  assert.equal(without("Budi 0812-00 ya", overlapping, said), "[name][phone] ya");
});

const said = (kind: string) => `${kind} dihapus`;
const one = (edited: string, stretch: string) => toggled(edited, TEXT, MARKS, stretch, said);

test("one mark is taken out and put back, the others stay as they are", () => {
  const cleaned = without(TEXT, MARKS, said);
  const named = one(cleaned, "Budi");
  assert.equal(named, "🙏 hubungi [phone dihapus] atau Pak Budi");
  assert.equal(one(named, "Budi"), cleaned);
  assert.equal(one(TEXT, "0812-0000-0000"), "🙏 hubungi [phone dihapus] atau Pak Budi");
});

test("a public text that was edited freely keeps what was written", () => {
  assert.equal(one("Kata Budi, jalannya rusak.", "Budi"), "Kata [name dihapus], jalannya rusak.");
  assert.equal(one("Warga mengadu.", "Budi"), "Warga mengadu.");
  assert.equal(one("Jalan rusak.", "no mark of ours"), "Jalan rusak.");
});

test("of several marks of one kind the right one comes back", () => {
  const text = "Budi dan Siti";
  const names = [
    { start: 0, end: 4, kind: "name" },
    { start: 9, end: 13, kind: "name" },
  ];
  const cleaned = without(text, names, said);
  assert.equal(toggled(cleaned, text, names, "Siti", said), "[name dihapus] dan Siti");
  assert.equal(toggled("[name dihapus] dan Siti", text, names, "Budi", said), text);
});

test("a stretch said twice goes everywhere at once, but not out of longer words", () => {
  const text = "Ani menonton Animasi bersama Ani";
  const names = [
    { start: 0, end: 3, kind: "name" },
    { start: 29, end: 32, kind: "name" },
  ];
  const cleaned = "[name dihapus] menonton Animasi bersama [name dihapus]";
  assert.equal(toggled(text, text, names, "Ani", said), cleaned);
  assert.equal(toggled(cleaned, text, names, "Ani", said), text);
  assert.equal(stillHas("Animasi", "Ani"), false);
});
