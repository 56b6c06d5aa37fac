/** Dates and deadlines in words, as the API's own letters and pages say them. */
import type { Deadline } from "./answers.ts";
import { CALENDAR_LIMITS, isOneOf, TIME_ZONES } from "./facts.ts";

type Language = "id" | "en";

const ZONES: Record<string, string> = TIME_ZONES;
/** Zones from west to east: the capital's is the first, and the sun rises first where the last one is. */
export const [HOME_ZONE = "UTC"] = Object.keys(ZONES);
export const EASTERNMOST_ZONE = Object.keys(ZONES)[Object.keys(ZONES).length - 1] ?? HOME_ZONE;

const locale = (language: Language) => (language === "en" ? "en-GB" : "id-ID");
const zone = (name: string | null) => (name && name in ZONES ? name : HOME_ZONE);

/** "Jumat, 27 November 2026" for a date without time. */
export function dayInWords(date: string, language: Language): string {
  return words(new Date(`${date}T00:00:00Z`), "UTC", language, true);
}

/** "Jumat, 27 November 2026" where the clock shows that zone; without the year when `year` is false. */
export function dayOf(moment: string, language: Language, timezone: string | null = null, year = true): string {
  return words(new Date(moment), zone(timezone), language, year);
}

function words(date: Date, timeZone: string, language: Language, year: boolean): string {
  const form = new Intl.DateTimeFormat(locale(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone,
  });
  const parts = Object.fromEntries(form.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${parts["weekday"]}, ${parts["day"]} ${parts["month"]}${year ? ` ${parts["year"]}` : ""}`;
}

/** "November 2026", of a month like 2026-11. */
export function monthInWords(month: string, language: Language): string {
  const form = new Intl.DateTimeFormat(locale(language), { month: "long", year: "numeric", timeZone: "UTC" });
  return form.format(new Date(`${month}-01T00:00:00Z`));
}

/** So many months until that of `now`, the latest first, like 2026-11. */
export function latestMonths(now: Date, count: number): string[] {
  const [year = 0, month = 1] = today(now, EASTERNMOST_ZONE).split("-").map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back)).toISOString().slice(0, 7),
  );
}

/** "27 Nov 2026", for tables. */
export function shortDay(moment: string, language: Language, timezone: string | null = null): string {
  const form = { day: "numeric", month: "short", year: "numeric", timeZone: zone(timezone) } as const;
  return new Intl.DateTimeFormat(locale(language), form).format(new Date(moment));
}

/** "besok", "dalam 5 hari", "3 hari yang lalu": calendar days from `now` on the clock of that zone. */
export function daysAhead(moment: string, now: Date, language: Language, timezone: string | null = null): string {
  const midnight = (when: Date) =>
    Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone: zone(timezone) }).format(when));
  const days = Math.round((midnight(new Date(moment)) - midnight(now)) / 86_400_000);
  return new Intl.RelativeTimeFormat(locale(language), { numeric: "auto" }).format(days, "day");
}

/** "Jumat, 27 November 2026 pukul 23.59 WIB". */
export function momentInWords(moment: string, language: Language, timezone: string | null = null): string {
  const place = zone(timezone);
  const form = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: place,
  });
  const clock = form.format(new Date(moment));
  const at = language === "en" ? `at ${clock}` : `pukul ${clock.replace(":", ".")}`;
  return `${dayOf(moment, language, timezone)} ${at} ${ZONES[place]}`;
}

/** The date that is now, there. */
export function today(now: Date, timezone: string | null): string {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone: zone(timezone),
  }).format(now);
}

/** How much is left of a limit: days still to count after today, working or calendar ones; null without a deadline. */
export function left(deadline: Deadline, now: Date): { days: number; working: boolean; over: boolean } | null {
  if (!deadline.due_at) return null;
  const here = today(now, deadline.timezone);
  const counting = deadline.days.filter(({ date, kind }) => date > here && (kind === "counted" || kind === "extended"));
  const working = !isOneOf(CALENDAR_LIMITS, deadline.limit ?? "");
  return { days: counting.length, working, over: now.getTime() > Date.parse(deadline.due_at) };
}
