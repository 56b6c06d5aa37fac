/** A deadline in one sentence: "3 hari kerja lagi, sampai Jumat, 27 November 2026". */
import type { Deadline } from "./answers.ts";
import { dayOf, left } from "./dates.ts";
import { language, t } from "./words.ts";

/** The sentence; null where there is no deadline. */
export function deadlineInWords(deadline: Deadline, now: Date): string | null {
  const rest = left(deadline, now);
  if (!rest || !deadline.due_at) return null;
  const day = dayOf(deadline.due_at, language(), deadline.timezone);
  if (rest.over) return t("common.passed", { day });
  if (rest.days === 0) return `${t("common.lastDay")}: ${day}`;
  const days = t(rest.working ? "common.workingDaysLeft" : "common.daysLeft", { n: rest.days });
  return t("common.until", { left: days, day });
}
