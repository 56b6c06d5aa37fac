import assert from "node:assert/strict";
import { test } from "node:test";
import { proposedTitle } from "../src/submit/title.ts";

test("a title is the first sentence that says something", () => {
  const told = {
    "Jalan di depan pasar berlubang. Kemarin ada yang jatuh.": "Jalan di depan pasar berlubang",
    "lampu jalan mati sudah tiga minggu": "Lampu jalan mati sudah tiga minggu",
    "Assalamualaikum. Selamat pagi, Bapak. Sampah menumpuk di TPS Sidorejo!": "Sampah menumpuk di TPS Sidorejo",
    "Yth. Bapak Bupati\nAir PDAM mati sejak Senin": "Air PDAM mati sejak Senin",
    "Halo min, KTP saya belum jadi": "KTP saya belum jadi",
  };
  for (const [body, title] of Object.entries(told)) assert.equal(proposedTitle(body), title);
});

test("a long sentence ends at a comma or between words, never above 80 characters", () => {
  const long =
    "Selokan di sepanjang Jalan Pasir Panjang mampet sejak hujan deras minggu lalu, airnya masuk ke rumah warga";
  assert.equal(proposedTitle(long), "Selokan di sepanjang Jalan Pasir Panjang mampet sejak hujan deras minggu lalu");
  const words = proposedTitle("kata ".repeat(60));
  assert.ok(words.length <= 80 && words.endsWith("kata"));
  assert.equal(proposedTitle("a".repeat(500)).length, 80);
});

test("too little proposes nothing", () => {
  for (const body of ["", "   ", "Rusak.", "Selamat pagi pak", "🚧🚧🚧"]) assert.equal(proposedTitle(body), "");
});
