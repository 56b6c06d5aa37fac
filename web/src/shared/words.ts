/** What the page says, from the block of data that the page carries in its own language. */
import { byId } from "./element.ts";
import type indonesian from "../../words/id.json";

type Sections = typeof indonesian;
type Spoken =
  | "common"
  | "front"
  | "files"
  | "timeline"
  | "submit"
  | "track"
  | "published"
  | "desk"
  | "desk_forms"
  | "desk_record"
  | "linter";
export type Key = { [S in Spoken]: `${S}.${keyof Sections[S] & string}` }[Spoken];
type Values = Record<string, string | number>;

let tables: Record<string, Record<string, string>> | undefined;

function table(name: string): Record<string, string> {
  tables ??= JSON.parse(byId("words").textContent ?? "{}") as Record<string, Record<string, string>>;
  return tables[name] ?? {};
}

/** The page's language. */
export const language = (): "id" | "en" => (document.documentElement.lang === "en" ? "en" : "id");

/** The address prefix of pages in that language. */
export const home = (): string => (language() === "en" ? "/en" : "");

/** Put values into a sentence; of two forms ("day|days") the one that fits `n`. */
export function filled(sentence: string, values: Values): string {
  const [one = "", other] = sentence.split("|");
  const form = other !== undefined && values["n"] !== 1 ? other : one;
  return form.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? "…"));
}

/** A sentence of this site. */
export function t(key: Key, values: Values = {}): string {
  const [section = "", name = ""] = key.split(".");
  return filled(table(section)[name] ?? key, values);
}

/** What is shown for a code of the API (state, event, limit, …): the API's own words. */
export function word(kind: string, code: string, values: Values = {}): string {
  return filled(table(kind)[code] ?? code, values);
}

/** A report's state: one that was closed without confirmation is never called solved. */
export const stateInWords = (state: string, closedReason?: string | null): string =>
  state === "closed" ? word("closed", closedReason ?? "unknown") : word("state", state);

/** A state to filter by: closed ones are closed, confirmed or not. */
export const stateToFilter = (state: string): string =>
  state === "closed" ? word("closed", "any") : word("state", state);

/** What was ticked in a field of several choices, in words. */
export const choicesInWords = (kind: string, chosen: string[]): string =>
  chosen.map((code) => word(kind, code)).join(", ");

/** All codes of a kind with what is shown for them, in the order of the page's own list. */
export const codes = (kind: string): [string, string][] => Object.entries(table(kind));

/** Whether there is a word for a code. */
export const isSpoken = (kind: string, code: string): boolean => code in table(kind);
