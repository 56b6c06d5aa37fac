import assert from "node:assert/strict";
import { test } from "node:test";
import { newKey, submissionOf, withTry } from "../src/shared/submission/draft.ts";
import { inFragment } from "../src/track/session.ts";

test("a body holds what was answered and nothing that was left empty", () => {
  const answers = {
    classification: "complaint",
    title: "  Jalan berlubang  ",
    body: "Sudah tiga minggu.\nBanyak yang jatuh. ",
    category: "pekerjaan-umum",
    agency_id: "",
    _agency: "unknown",
    _agency_name: "",
    event_date: "",
    "location.village": "Kumai Hilir",
    "location.detail": " ",
    "location.lat": "-2.68320",
    "location.lon": "111.62590",
    "reporter.email": "sari@warga.example",
    language: "id",
    consent: "true",
  };
  assert.deepEqual(submissionOf(answers, ["a1"]), {
    classification: "complaint",
    title: "Jalan berlubang",
    body: "Sudah tiga minggu.\nBanyak yang jatuh.",
    category: "pekerjaan-umum",
    location: { village: "Kumai Hilir", lat: -2.6832, lon: 111.6259 },
    reporter: { email: "sari@warga.example" },
    anonymous: false,
    confidential: false,
    language: "id",
    attachments: ["a1"],
    consent: true,
  });
});

test("an anonymous report without a word about its reporter names nobody", () => {
  const body = submissionOf({ classification: "information", anonymous: "true", confidential: "true" }, []);
  assert.deepEqual(body, { classification: "information", anonymous: true, confidential: true, consent: false });
});

test("every key is another, and long enough for the API", () => {
  const keys = new Set(Array.from({ length: 1000 }, newKey));
  assert.equal(keys.size, 1000);
  for (const key of keys) assert.match(key, /^[ -~]{8,100}$/);
});

test("bodies that were tried are kept once each, the latest last, and not for ever", () => {
  let tried = withTry([], { title: "a" });
  tried = withTry(tried, { title: "b" });
  tried = withTry(tried, { title: "a" });
  assert.deepEqual(tried, [{ title: "b" }, { title: "a" }]);
  for (const title of ["c", "d", "e", "f", "g"]) tried = withTry(tried, { title });
  assert.equal(tried.length, 5);
});

test("a letter's fragment holds number and code, perhaps a step", () => {
  const one = { id: "LP-3F7K-9Q2M-X4T", code: "AAAAA-BBBBB-CCCCC-DDDDD" };
  assert.deepEqual(inFragment(`#${one.id}.${one.code}`), { ...one, step: null });
  assert.deepEqual(inFragment(`#${one.id}.${one.code}.confirm`), { ...one, step: "confirm" });
  assert.deepEqual(inFragment(`#${one.id}.${one.code}.dispute`), { ...one, step: "dispute" });
  assert.deepEqual(inFragment(`#${one.id}.${one.code}.erase`), { ...one, step: null });
  for (const nothing of ["", "#", "#main-content", "#.x", "#LP-1.", "#%E0%A4%A"])
    assert.equal(inFragment(nothing), null);
});
