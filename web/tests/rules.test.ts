import assert from "node:assert/strict";
import { test } from "node:test";
import { EMAIL_PATTERN, OFFICER_COMMANDS, PLACE_FIELDS } from "../src/shared/facts.ts";
import { inOrder } from "../src/desk/case/order.ts";
import { faultsOf, lengthOf, stepNamed, STEPS, stepOf } from "../src/submit/rules.ts";

const step = (id: string) => STEPS.find((one) => one.id === id)!;

test("a text is as long as the API counts it: an emoji is one, marks that nobody sees are none", () => {
  assert.equal(lengthOf("  Jalan 👨‍👩‍👧 rusak\r\n"), [..."Jalan 👨👩👧 rusak"].length);
  assert.equal(lengthOf("\u202a0812\u202c"), 4);
  assert.equal(lengthOf("cafe\u0301"), 4);
});

test("what a telephone leaves around a pasted number or address is no fault", () => {
  const answers = {
    "reporter.phone": "\u202a+62 812-0000-0000\u202c",
    "reporter.email": " sari@warga.example\u200b",
    "reporter.name": "Sari",
  };
  assert.deepEqual(faultsOf(step("pelapor"), answers, "2026-11-25"), []);
});

test("every field of the place and of the person has its step", () => {
  for (const name of PLACE_FIELDS) assert.equal(stepOf(`location.${name}`), "lokasi");
  assert.equal(stepOf("location.lat"), "lokasi");
  assert.equal(stepOf("reporter.phone"), "pelapor");
  assert.equal(stepOf("submission_key"), "periksa");
});

test("the application's pattern of an address is one that a browser reads as well", () => {
  const address = new RegExp(`^(?:${EMAIL_PATTERN})$`);
  for (const good of ["sari@warga.example", "s.a+b@mail.go.id"]) assert.ok(address.test(good), good);
  for (const bad of ["sari@warga", "sari@@warga.example", "Sari <s@w.example>", "s@w..id"])
    assert.ok(!address.test(bad), bad);
});

test("every command that the application has is shown where it is allowed", () => {
  // `merge` and `split` are other words for `join` and `leave`, which are shown.
  const shown = OFFICER_COMMANDS.filter((name) => name !== "merge" && name !== "split");
  assert.deepEqual([...inOrder(OFFICER_COMMANDS, "answered")].sort(), [...shown].sort());
});

test("the form has six steps, the matter first; a draft of nine steps goes on where it asks the same now", () => {
  const steps = STEPS.map(({ id }) => id);
  assert.deepEqual(steps, ["kejadian", "lokasi", "topik", "instansi", "pelapor", "periksa"]);
  for (const one of STEPS) assert.equal(stepNamed(one.id), one);
  const former = {
    jenis: "kejadian",
    waktu: "lokasi",
    lampiran: "kejadian",
    "main-content": "kejadian",
    "": "kejadian",
  };
  for (const [old, now] of Object.entries(former)) assert.equal(stepNamed(old).id, now);
  assert.equal(stepOf("attachments"), "kejadian");
  assert.equal(stepOf("event_date"), "lokasi");
});
