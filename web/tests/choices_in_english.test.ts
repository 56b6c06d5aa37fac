import { test } from "node:test";
import { assertSpoken } from "./spoken_choices.ts";

test("no option of a form shows its key in English", () => assertSpoken("en"));
