/** A report as the API shows it, to its reporter (own view) and to everybody (public view). */
import type { Deadline } from "./dates.ts";
import { fact } from "./element.ts";
import { MULTIPLE_CHOICES, type PLACE_FIELDS } from "./facts.ts";
import { choicesInWords, word } from "./words.ts";

export type Actor = { role: string; agency_id: string | null };
export type ReportEvent = {
  seq: number;
  at: string;
  type: string;
  actor: Actor;
  text: string | null;
  data: Record<string, unknown>;
};
export type Place = Record<(typeof PLACE_FIELDS)[number], string | undefined> & {
  lat?: number;
  lon?: number;
};
export type PublicView = {
  report_id: string;
  version: number;
  state: string;
  classification: string;
  category: string;
  title: string;
  body: string | null;
  location: Place | null;
  received_at: string;
  holder: { agency_id: string; name: string; since: string } | null;
  deadline: Deadline;
  level: number;
  late: boolean;
  closed_reason: string | null;
  archived_reason: string | null;
  outcome: string | null;
  events: ReportEvent[];
  /** What the agencies in the events are called. */
  agency_names: Record<string, string>;
};
export type OwnView = PublicView & {
  event_date: string | null;
  attachments: unknown[];
  anonymous: boolean;
  confidential: boolean;
  supervisory: boolean;
  published: boolean;
  allowed: string[];
  mail_undelivered?: boolean;
  identity_readings: { at: string; actor: Actor }[];
  publicity_allowed: boolean;
  referred_to_ombudsman: boolean;
  duplicate_of: string | null;
};

/** A line of facts for each field of several choices in which something was ticked. */
export function choiceFacts(view: object): HTMLElement[] {
  return Object.keys(MULTIPLE_CHOICES).flatMap((name) => {
    const chosen = (view as Record<string, string[] | undefined>)[name] ?? [];
    return chosen.length > 0 ? [fact(word("label", name), choicesInWords(name, chosen))] : [];
  });
}

/** "Desa, Kecamatan, Kabupaten, Provinsi", the nearest first. */
export function placeInWords(place: Place | null): string {
  if (!place) return "";
  const parts = [place.detail, place.village, place.district, place.regency, place.province].filter(Boolean);
  if (place.lat !== undefined && place.lon !== undefined) parts.push(`${place.lat}, ${place.lon}`);
  return parts.join(", ");
}
