import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PAGES } from "../build/page_list.ts";
import { CHOICES } from "../src/desk/case/choices.ts";

type Tables = Record<string, Record<string, string>>;
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as unknown;
const desk = PAGES.find(({ name }) => name === "desk")!;

/** The words that the built page of the desk carries in that language; categories are named by the directory. */
function words(language: "id" | "en"): Tables {
  const [own, server] = [
    read(`words/${language}.json`) as Tables,
    (read(".facts/words.json") as Record<string, Tables>)[language]!,
  ];
  const tables = [
    ...desk.sections.map((section) => [section, own[section]]),
    ...desk.said.map((kind) => [kind, server[kind]]),
  ];
  return { ...Object.fromEntries(tables), category: { roads: "Jalan" } } as Tables;
}

/** Raises where an option reads as its own key; once in a process, as a page has one language. */
export function assertSpoken(language: "id" | "en"): void {
  const element = { textContent: JSON.stringify(words(language)) };
  Object.assign(globalThis, { document: { documentElement: { lang: language }, getElementById: () => element } });
  for (const [field, options] of Object.entries(CHOICES))
    for (const [value, text] of options()) {
      assert.notEqual(text, value, `${field}: ${value}`);
      assert.doesNotMatch(text, /^[a-z]+([._][a-z]+)+$/i, `${field}: ${value}`);
    }
}
