/** What was typed as the body that the API takes: only what was given. */
import type { Typed } from "../../shared/controls.ts";
import { MULTIPLE_CHOICES, PERSON_FIELDS, PROXY_FIELDS } from "../../shared/facts.ts";
import { language } from "../../shared/words.ts";
import { PLACE } from "./fields.ts";

type Body = Record<string, unknown>;

/**
 * The body; `today` is the day it is at the institution: what is recorded on the day it came has the hour of its
 * recording.
 */
export function bodyOf(typed: Typed, attachments: string[], today: string): Body {
  const one = (name: string) => typed[name]?.trim() || undefined;
  const received = one("received_on");
  return {
    channel: one("channel"),
    received_on: received === today ? undefined : received,
    external_number: one("external_number"),
    title: one("title"),
    body: one("body"),
    category: one("category"),
    classification: one("classification"),
    agency_id: one("agency_id"),
    event_date: one("event_date"),
    location: nested("location", PLACE, typed),
    reporter: nested("reporter", PERSON_FIELDS, typed),
    proxy: nested("proxy", PROXY_FIELDS, typed),
    consent_given: nested("consent_given", ["how", "on"], typed),
    anonymous: typed["anonymous"] === "true",
    confidential: typed["confidential"] === "true",
    language: language(),
    attachments: attachments.length > 0 ? attachments : undefined,
    ...ticked(typed),
  };
}

function nested(name: string, parts: readonly string[], typed: Typed): Body | undefined {
  const given = parts.map((part) => [part, typed[`${name}.${part}`]?.trim()]).filter(([, said]) => said);
  return given.length > 0 ? (Object.fromEntries(given) as Body) : undefined;
}

function ticked(typed: Typed): Body {
  const chosen = Object.entries(MULTIPLE_CHOICES).map(([name, options]) => [
    name,
    options.filter((one) => typed[`${name}.${one}`] === "true"),
  ]);
  return Object.fromEntries(chosen.filter(([, codes]) => (codes ?? "").length > 0)) as Body;
}
