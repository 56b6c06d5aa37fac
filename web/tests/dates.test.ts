import type { Day, Deadline } from "../src/shared/answers.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayInWords,
  dayOf,
  daysAhead,
  latestMonths,
  left,
  momentInWords,
  monthInWords,
  today,
} from "../src/shared/dates.ts";

const day = (date: string, kind: Day["kind"]): Day => ({ date, kind });
/** From Tuesday 24 November 2026: three working days with a weekend in between. */
const deadline: Deadline = {
  due_at: "2026-11-27T16:59:59+00:00",
  limit: "verify",
  timezone: "Asia/Jakarta",
  level: 0,
  late: false,
  provisional: false,
  limits: [],
  days: [day("2026-11-25", "counted"), day("2026-11-26", "counted"), day("2026-11-27", "counted")],
};

test("a day in words, as the API's letters write it", () => {
  assert.equal(dayInWords("2026-11-27", "id"), "Jumat, 27 November 2026");
  assert.equal(dayInWords("2027-08-17", "en"), "Tuesday, 17 August 2027");
});

test("a moment is told in the time of its place", () => {
  assert.equal(momentInWords("2026-11-27T16:59:59Z", "id", "Asia/Jakarta"), "Jumat, 27 November 2026 pukul 23.59 WIB");
  assert.equal(momentInWords("2026-11-27T16:59:59Z", "en", "Asia/Jayapura"), "Saturday, 28 November 2026 at 01:59 WIT");
  assert.equal(dayOf("2026-11-27T16:59:59Z", "id", "Asia/Makassar"), "Sabtu, 28 November 2026");
  assert.equal(momentInWords("2026-11-27T00:00:00Z", "id", "Mars/Olympus"), "Jumat, 27 November 2026 pukul 07.00 WIB");
});

test("how far away a day is, by the clock of its place and not by hours", () => {
  const from = (now: string, language: "id" | "en" = "id") =>
    daysAhead("2026-11-27T16:59:59Z", new Date(now), language, "Asia/Jakarta");
  assert.equal(from("2026-11-24T10:00:00Z"), "dalam 3 hari");
  assert.equal(from("2026-11-26T16:30:00Z"), "besok");
  assert.equal(from("2026-11-26T17:30:00Z"), "hari ini");
  assert.equal(from("2026-11-30T10:00:00Z", "en"), "3 days ago");
});

test("working days left are those that are still to come", () => {
  const at = (now: string) => left(deadline, new Date(now));
  assert.deepEqual(at("2026-11-24T10:00:00Z"), { days: 3, working: true, over: false });
  assert.deepEqual(at("2026-11-26T10:00:00Z"), { days: 1, working: true, over: false });
  assert.deepEqual(at("2026-11-27T10:00:00Z"), { days: 0, working: true, over: false });
  assert.deepEqual(at("2026-11-27T17:00:00Z"), { days: 0, working: true, over: true });
});

test("a day begins where the limit runs, not where its reader is", () => {
  // 22:30 UTC is already the 26th in Jakarta.
  assert.equal(left(deadline, new Date("2026-11-25T22:30:00Z"))?.days, 1);
  assert.equal(today(new Date("2026-11-25T22:30:00Z"), "Asia/Jakarta"), "2026-11-26");
});

test("weekends, holidays and pauses are not counted, an extension is", () => {
  const days = [
    day("2026-11-25", "holiday"),
    day("2026-11-26", "paused"),
    day("2026-11-28", "weekend"),
    day("2026-11-30", "extended"),
  ];
  assert.equal(left({ ...deadline, days }, new Date("2026-11-24T10:00:00Z"))?.days, 1);
});

test("limits in calendar days say days, and without a deadline nothing is said", () => {
  assert.equal(left({ ...deadline, limit: "complete" }, new Date("2026-11-24T10:00:00Z"))?.working, false);
  assert.equal(left({ ...deadline, due_at: null }, new Date()), null);
});

test("the last months are told by their names, the latest first, across the turn of a year", () => {
  const months = latestMonths(new Date("2026-01-31T20:00:00Z"), 3);
  assert.deepEqual(months, ["2026-02", "2026-01", "2025-12"]); // it is February in Jayapura already
  assert.deepEqual(
    months.map((month) => monthInWords(month, "id")),
    ["Februari 2026", "Januari 2026", "Desember 2025"],
  );
  assert.equal(monthInWords("2026-11", "en"), "November 2026");
});
