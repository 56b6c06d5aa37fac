/** The rows that server and site share (tests/texts.json): the form refuses what the API refuses, and nothing else. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { respond } from "../src/shared/http.ts";
import { cleaned, inOneLine, mailAddress, plain, seen, telephone } from "../src/shared/signs.ts";
import { faultsOf, stepNamed } from "../src/submit/rules.ts";

type Pair = [string, string];
type Ways = [string, string[]];
type Rows = Record<"body" | "title", Pair[]> &
  Record<"phones" | "same_email", Ways[]> &
  Record<"of_nothing" | "no_phones" | "emails" | "no_emails" | "names" | "no_names" | "dashes_and_blanks", string[]>;

// The page's words, which are not asked for here: a fault is told by its code.
Object.assign(globalThis, { document: { getElementById: () => ({ textContent: "{}" }) } });

const rows = JSON.parse(readFileSync("../tests/texts.json", "utf8")) as Rows;

/** Faults of what is said about oneself, with a contact that is right unless the field is one. */
function faultsOfPerson(field: string, value: string): string[] {
  const contact = field === "reporter.email" || field === "reporter.phone" ? {} : { "reporter.phone": "081234567890" };
  return faultsOf(stepNamed("pelapor"), { ...contact, [field]: value }, "2026-11-25").map(({ code }) => code);
}

test("words are put right", () => {
  for (const [sent, kept] of rows.body) assert.equal(cleaned(sent), kept);
  for (const [sent, kept] of rows.title) assert.equal(inOneLine(sent), kept);
  for (const text of rows.of_nothing) assert.equal(seen(cleaned(text)), "", JSON.stringify(text));
});

test("a name is one letter or more, and says something", () => {
  for (const name of rows.names) assert.deepEqual(faultsOfPerson("reporter.name", name), [], name);
  for (const name of rows.no_names) assert.deepEqual(faultsOfPerson("reporter.name", name), ["says_nothing"], name);
});

test("a telephone number is one however it is written", () => {
  for (const [number, ways] of rows.phones)
    for (const written of ways) {
      assert.equal(`+${telephone(written)}`, number, written);
      assert.deepEqual(faultsOfPerson("reporter.phone", written), [], written);
    }
  for (const written of rows.no_phones)
    assert.deepEqual(faultsOfPerson("reporter.phone", written), ["not_a_phone"], written);
});

test("a mail address is one however it is written", () => {
  for (const [meant, ways] of rows.same_email)
    for (const written of ways) assert.equal(mailAddress(written)?.toLowerCase(), meant, written);
  for (const address of rows.emails) assert.deepEqual(faultsOfPerson("reporter.email", address), [], address);
  for (const written of rows.no_emails)
    assert.deepEqual(faultsOfPerson("reporter.email", written), ["not_an_email"], written);
});

test("the plain form has one dash, one blank and the ten digits, and is plain already", () => {
  for (const between of rows.dashes_and_blanks) {
    const written = plain(`A1${between}B2`);
    assert.match(written, /^A1[- \t]*B2$/, JSON.stringify(between));
    assert.equal(plain(written), written);
  }
  assert.equal(plain("\u0660\u0669 \uff10\uff19 \u0966\u096f \ud835\udfce\ud835\udfff"), "09 09 09 09");
});

test("a code with odd dashes opens its report: no header holds them", async (context) => {
  const sent: string[] = [];
  context.mock.method(globalThis, "fetch", (_: string, { headers }: { headers: Record<string, string> }) => {
    sent.push(new Headers(headers).get("X-Access-Code") ?? "");
    return Promise.resolve(new Response("{}"));
  });
  for (const code of ["ABCDE\u2011FGHJK", "\uff21BCDE\u2013FGHJK", "\u202aABCDE-FGHJK", "\u738b"])
    await respond("GET", "/reports/LP", { language: "id", code });
  assert.deepEqual(sent, ["ABCDE-FGHJK", "ABCDE-FGHJK", "ABCDE-FGHJK", "?"]);
});
