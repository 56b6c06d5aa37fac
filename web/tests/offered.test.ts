import assert from "node:assert/strict";
import { test } from "node:test";
import type { Role } from "../src/shared/facts.ts";
import { offered } from "../src/desk/case/offered.ts";

const unit = (agency_id: string, name: string, institution_id: string, institution_name: string) => ({
  ...{ agency_id, name, institution_id, institution_name, reason: "kata: jalan" },
});
const OWN = unit("kab.6201.dpupr", "DPUPR", "kab.6201", "Kobar");
const OTHER = unit("prov.62.pupr", "PUPR Kalteng", "prov.62", "Kalteng");
const OTHER_TOO = unit("prov.62.dishub", "Dishub Kalteng", "prov.62", "Kalteng");
const holder = { agency_id: "kab.6201", name: "Kobar", since: "" };
const who = (role: Role, agency_id = "kab.6201", institution_id = "kab.6201") => ({
  ...{ role, agency_id, institution_id, agency: { id: agency_id, name: "Nama", kind: "DINAS" as const } },
});
const ids = (
  view: Pick<Parameters<typeof offered>[0], "suggestions" | "holder">,
  ...more: [ReturnType<typeof who>, "forward" | "return" | "decide"]
) => offered(whole(view), ...more).map((one) => one.agency_id);
const whole = (view: Pick<Parameters<typeof offered>[0], "suggestions" | "holder">, events: unknown[] = []) => ({
  ...{
    ...view,
    events: events as Parameters<typeof offered>[0]["events"],
    agency_names: { "kab.6201.dishub": "Dishub" },
  },
});

test("a coordinator is offered own units, and another institution as a whole, once", () => {
  const view = { suggestions: [OWN, OTHER, OTHER_TOO], holder };
  assert.deepEqual(ids(view, who("coordinator"), "forward"), ["kab.6201.dpupr", "prov.62"]);
  assert.equal(offered(whole(view), who("coordinator"), "forward")[1]?.name, "Kalteng (PUPR Kalteng)");
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

test("who decides is offered first what the last returner proposed, in that one's words", () => {
  const event = (seq: number, type: string, proposed: string | null) => ({
    ...{ seq, type, at: "", actor: { role: "liaison", agency_id: null }, internal_text: null },
    ...{ text: "Ini rambu.", data: proposed ? { proposed } : {} },
  });
  const events = [event(3, "returned", "prov.62"), event(7, "returned", "kab.6201.dishub"), event(8, "noted", null)];
  const view = whole({ suggestions: [OWN], holder }, events);
  const choices = offered(view, who("coordinator"), "decide");
  assert.deepEqual(choices[0], { agency_id: "kab.6201.dishub", name: "Dishub", reason: "Ini rambu." });
  assert.equal(choices.length, 2);
  assert.equal(offered(view, who("coordinator"), "forward").length, 1);
});

test("a unit is offered what lies within itself", () => {
  const view = { suggestions: [OTHER, unit("kab.6201.dpupr.bm", "Bina Marga", "kab.6201", "Kobar")], holder };
  assert.deepEqual(ids(view, who("liaison", "kab.6201.dpupr"), "forward"), ["kab.6201.dpupr.bm"]);
});
