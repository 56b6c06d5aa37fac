import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, likelyNext } from "../src/desk/case/order.ts";

const COORDINATOR = ["verify", "forward", "request-data", "note", "archive", "join", "publish"];

test("what the state waits for comes first, and everything allowed is there once", () => {
  assert.equal(inOrder(COORDINATOR, "submitted")[0], "verify");
  assert.equal(inOrder(["request-data", "accept", "answer", "return", "note"], "forwarded")[0], "accept");
  assert.equal(inOrder(["note", "request-data", "progress", "answer", "return"], "in_progress")[0], "answer");
  assert.equal(inOrder(["verify", "decide", "note", "publish"], "returned")[0], "decide");
  assert.equal(inOrder(["accept", "progress", "answer", "note"], "reopened")[0], "accept");
  for (const state of ["submitted", "closed"])
    assert.deepEqual([...inOrder(COORDINATOR, state)].sort(), [...COORDINATOR].sort());
});

test("nothing is likely where it waits for the reporter or for nobody", () => {
  for (const state of ["needs_info", "answered", "closed", "archived", "withdrawn"])
    assert.equal(likelyNext(["verify", "note", "publish"], state), null);
  assert.equal(likelyNext([], "submitted"), null);
});

test("an institution passes on what lies with itself; an inspectorate takes over", () => {
  assert.equal(likelyNext(["verify", "forward", "accept", "answer", "return"], "forwarded"), "forward");
  for (const state of ["submitted", "forwarded", "in_progress", "returned"])
    assert.equal(likelyNext(["forward", "note"], state), "forward");
});

test("verifying again is a correction and comes last; a recall is not pushed", () => {
  const order = inOrder(["verify", "forward", "note", "publish"], "in_progress");
  assert.equal(order.at(-1), "verify");
  assert.equal(likelyNext(["verify", "forward", "note"], "in_progress"), null);
});

test("a command that the desk does not know is not shown, one that is not allowed neither", () => {
  assert.deepEqual(inOrder(["note", "confirm"], "answered"), ["note"]);
});

test("joining and leaving are offered under one word each", () => {
  assert.deepEqual(inOrder(["merge", "join", "split", "leave"], "joined"), ["join", "leave"]);
});
