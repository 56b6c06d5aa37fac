import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { assertSpoken } from "./spoken_choices.ts";

const CASE = "src/desk/case";

test("no option of a form shows its key", () => assertSpoken("id"));

test("every choice of a form is one of those", () => {
  const others = readdirSync(CASE).filter((file) => file !== "choices.ts");
  const made = others.filter((file) => /\bselect\(|h\(\s*"select"/.test(readFileSync(`${CASE}/${file}`, "utf8")));
  assert.deepEqual(made, []);
});
