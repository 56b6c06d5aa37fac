/** What each step must hold before the next one: the API's rules that a page can check, in the API's own sentences. */
import type { Fault } from "../shared/answers.ts";
import { faultAt } from "../shared/errors.ts";
import {
  isOneOf,
  LENGTHS,
  OF_LINES,
  PERSON_FIELDS,
  PLACE_FIELDS,
  POINT_FIELDS,
  PROXY_FIELDS,
  REQUIRED,
  SPEAKING,
} from "../shared/facts.ts";
import { cleaned, inOneLine, mailAddress, seen, telephone } from "../shared/signs.ts";
import { MULTIPLE, type Answers } from "../shared/submission/draft.ts";

export type Step = { id: string; fields: string[] };

export const STEPS: Step[] = [
  { id: "kejadian", fields: ["body", "title", "classification", "attachments"] },
  {
    id: "lokasi",
    fields: [...[...PLACE_FIELDS, ...POINT_FIELDS].map((name) => `location.${name}`), "location", "event_date"],
  },
  { id: "topik", fields: ["category"] },
  { id: "instansi", fields: ["agency_id"] },
  {
    id: "pelapor",
    fields: [
      ...PERSON_FIELDS.map((name) => `reporter.${name}`),
      ...PROXY_FIELDS.map((name) => `proxy.${name}`),
      ...["anonymous", "confidential", "language", "reporter", ...MULTIPLE],
    ],
  },
  { id: "periksa", fields: ["consent"] },
];

/** Steps of older versions, as drafts kept then name them, and the step that asks the same now. */
const FORMER: Record<string, string> = { jenis: "kejadian", waktu: "lokasi", lampiran: "kejadian" };

/** The step of that name, today's or an older version's; the first one for any other. */
export const stepNamed = (id: string): Step => STEPS.find((one) => one.id === (FORMER[id] ?? id)) ?? STEPS[0]!;

const lengths: Partial<Record<string, readonly [number, number]>> = LENGTHS;

/** How long a text is for the API: characters that can be seen, an emoji one of them. */
export const lengthOf = (text: string): number => [...seen(cleaned(text))].length;

/** The step that a field belongs to. */
export const stepOf = (field: string): string => STEPS.find(({ fields }) => fields.includes(field))?.id ?? "periksa";

/** Every fault of one step's answers; `today` is a date like 2026-11-25. */
export function faultsOf(step: Step, answers: Answers, today: string): Fault[] {
  const faults = step.fields.flatMap((field) => faultsOfField(field, read(field, answers[field] ?? ""), today));
  if (step.id === "instansi" && answers["_agency"] === "known" && !answers["agency_id"]) {
    faults.push(faultAt("agency_id", "required"));
  }
  if (
    step.id === "pelapor" &&
    answers["anonymous"] !== "true" &&
    !answers["reporter.email"]?.trim() &&
    !answers["reporter.phone"]?.trim()
  ) {
    faults.push(faultAt("reporter.email", "contact_required"));
  }
  if (step.id === "pelapor") {
    const absent = PROXY_FIELDS.filter((name) => !answers[`proxy.${name}`]?.trim());
    if (absent.length < PROXY_FIELDS.length)
      faults.push(...absent.map((name) => faultAt(`proxy.${name}`, "both_or_none")));
  }
  if (step.id === "periksa" && answers["consent"] !== "true") faults.push(faultAt("consent", "consent_required"));
  return faults;
}

const read = (field: string, text: string): string => (isOneOf(OF_LINES, field) ? cleaned(text) : inOneLine(text));

function faultsOfField(field: string, text: string, today: string): Fault[] {
  if (!text) return isOneOf(REQUIRED, field) ? [faultAt(field, "required")] : [];
  const [least, most] = lengths[field] ?? [0, Infinity];
  const length = lengthOf(text);
  if (!length) return isOneOf(REQUIRED, field) ? [faultAt(field, "required")] : [];
  if (isOneOf(SPEAKING, field) && !/[\p{L}\p{N}]/u.test(seen(text))) return [faultAt(field, "says_nothing")];
  if (length < least) return [faultAt(field, "too_short", { least, length })];
  if (length > most) return [faultAt(field, "too_long", { most, length })];
  if (field === "reporter.email" && !mailAddress(text)) return [faultAt(field, "not_an_email")];
  if (field === "reporter.phone" && !telephone(text)) return [faultAt(field, "not_a_phone")];
  if (field === "event_date" && text > today) return [faultAt(field, "in_the_future")];
  return [];
}
