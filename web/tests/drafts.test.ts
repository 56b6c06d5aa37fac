import assert from "node:assert/strict";
import { test } from "node:test";
import { changed } from "../src/desk/drafts.ts";

test("a draft is what differs from the form as it was opened", () => {
  const untouched = { category: "kesehatan", public_body: "Jalan rusak.", supervisory: "", text: "" };
  assert.deepEqual(changed({ ...untouched }, untouched), {});
  assert.deepEqual(changed({ ...untouched, text: "Sudah dicek." }, untouched), { text: "Sudah dicek." });
});

test("a text that was emptied and a tick that was taken back are changes", () => {
  const untouched = { public_body: "Jalan rusak.", confidential: "true" };
  assert.deepEqual(changed({ public_body: "", confidential: "" }, untouched), { public_body: "", confidential: "" });
});

test("a field that the untouched form did not have is one that was empty", () => {
  assert.deepEqual(changed({ attachments: "", into: "LP-1" }, {}), { into: "LP-1" });
});
