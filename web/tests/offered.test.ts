import assert from "node:assert/strict";
import { test } from "node:test";
import { offered } from "../src/desk/report/offered.ts";

const unit = (agency_id: string, name: string, institution_id: string, institution_name: string) => ({
  ...{ agency_id, name, institution_id, institution_name, reason: "kata: jalan" },
});
const OWN = unit("kab.6201.dpupr", "DPUPR", "kab.6201", "Kobar");
const OTHER = unit("prov.62.pupr", "PUPR Kalteng", "prov.62", "Kalteng");
const OTHER_TOO = unit("prov.62.dishub", "Dishub Kalteng", "prov.62", "Kalteng");
const holder = { agency_id: "kab.6201", name: "Kobar", since: "" };
const who = (role: string, agency_id = "kab.6201", institution_id = "kab.6201") => ({
  ...{ role, agency_id, institution_id, agency: { id: agency_id, name: "Nama", kind: "DINAS" } },
});
const ids = (view: Parameters<typeof offered>[0], ...more: [ReturnType<typeof who>, "forward" | "return" | "decide"]) =>
  offered(view, ...more).map((one) => one.agency_id);

test("a coordinator is offered own units, and another institution as a whole, once", () => {
  const view = { suggestions: [OWN, OTHER, OTHER_TOO], holder };
  assert.deepEqual(ids(view, who("coordinator"), "forward"), ["kab.6201.dpupr", "prov.62"]);
  assert.equal(offered(view, who("coordinator"), "forward")[1]?.name, "Kalteng (PUPR Kalteng)");
});

test("the nation forwards anywhere; who returns names the very unit", () => {
  const view = { suggestions: [OWN, OTHER], holder };
  assert.deepEqual(ids(view, who("nation", "ri", "ri"), "decide"), ["kab.6201.dpupr", "prov.62.pupr"]);
  assert.deepEqual(ids(view, who("liaison", "kab.6201.dlh"), "return"), ["kab.6201.dpupr", "prov.62.pupr"]);
});

test("nobody is offered the agency that holds the report", () => {
  const held = { suggestions: [OWN, OTHER], holder: { ...holder, agency_id: "kab.6201.dpupr" } };
  assert.deepEqual(ids(held, who("liaison", "kab.6201.dpupr"), "return"), ["prov.62.pupr"]);
});

test("an inspectorate is offered itself", () => {
  const view = { suggestions: [OWN], holder };
  assert.deepEqual(ids(view, who("inspectorate", "kab.6201.itkab"), "forward"), ["kab.6201.itkab"]);
});
