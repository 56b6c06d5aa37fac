/** A report being written, as it is kept on the device, and the body it becomes. */
import { MULTIPLE_CHOICES, PERSON_FIELDS, PLACE_FIELDS, PROXY_FIELDS } from "../facts.ts";
import type { FileToSend } from "../upload/upload.ts";

export type Answers = Record<string, string>;
export type DraftFile = FileToSend & { id: string; attachment?: string };
export type Submission = Record<string, unknown>;
export type Receipt = {
  report_id: string;
  access_code: string;
  due_at: string;
  mailed: boolean;
  mailedFrom?: string | null;
  keptFirst: boolean;
};
export type Draft = {
  /** The submission key: with it a report that is sent twice is one report. */
  key: string;
  answers: Answers;
  step: string;
  files: DraftFile[];
  /** Sent by its writer, and waiting for a line. */
  queued: boolean;
  language: string;
  /** Bodies that were sent without an answer: one of them may have arrived. */
  tried: Submission[];
  /** When it was last kept on the device, in ISO 8601; a draft of an older version has none. */
  keptAt?: string;
};

const KEPT_TRIES = 5;

/** The fields of which several choices may be ticked. */
export const MULTIPLE: string[] = Object.keys(MULTIPLE_CHOICES);

/** Whether several choices may be ticked in a field. */
export const isMultiple = (name: string): boolean => MULTIPLE.includes(name);

/** The choices in an answer: codes, with a space between. */
export const choicesIn = (answer = ""): string[] => answer.split(" ").filter(Boolean);

/** An answer with one choice more. */
export const withChoice = (answer: string | undefined, choice: string): string =>
  [...choicesIn(answer), choice].join(" ");

/** A key nobody else has. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return `web-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** An empty draft. */
export function newDraft(language: string): Draft {
  return { key: newKey(), answers: {}, step: "", files: [], queued: false, language, tried: [] };
}

/** The body of POST /reports; what was left empty is left out. */
export function submissionOf(answers: Answers, attachments: string[]): Submission {
  const given = (name: string) => answers[name]?.trim() || undefined;
  const group = (at: string, names: readonly string[]) =>
    names.map((name) => [name, given(`${at}.${name}`)] as const).filter(([, value]) => value);
  const location: Submission = Object.fromEntries(group("location", PLACE_FIELDS));
  if (given("location.lat"))
    Object.assign(location, { lat: Number(answers["location.lat"]), lon: Number(answers["location.lon"]) });
  const reporter = Object.fromEntries(group("reporter", PERSON_FIELDS));
  const proxy = Object.fromEntries(group("proxy", PROXY_FIELDS));
  const body: Submission = {
    classification: given("classification"),
    title: given("title"),
    body: answers["body"]?.trim(),
    category: given("category"),
    agency_id: given("agency_id"),
    event_date: given("event_date"),
    location: Object.keys(location).length > 0 ? location : undefined,
    reporter: Object.keys(reporter).length > 0 ? reporter : undefined,
    proxy: Object.keys(proxy).length > 0 ? proxy : undefined,
    anonymous: answers["anonymous"] === "true",
    confidential: answers["confidential"] === "true",
    language: given("language"),
    attachments: attachments.length > 0 ? attachments : undefined,
    consent: answers["consent"] === "true",
    ...Object.fromEntries(MULTIPLE.filter(given).map((name) => [name, choicesIn(answers[name])])),
  };
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

/** The bodies sent so far, this one last. */
export function withTry(tried: Submission[], body: Submission): Submission[] {
  const text = JSON.stringify(body);
  return [...tried.filter((one) => JSON.stringify(one) !== text), body].slice(-KEPT_TRIES);
}
