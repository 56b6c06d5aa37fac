/** How urgent something is, by colour and in words alike. */
import { daysAhead, shortDay } from "../shared/dates.ts";
import { h } from "../shared/element.ts";
import { WATCHED_FROM_LEVEL, type State } from "../shared/facts.ts";
import { language, stateInWords, t } from "../shared/words.ts";

const STATE_COLOURS: Partial<Record<State, string>> = {
  submitted: "blue",
  forwarded: "turquoise",
  in_progress: "light-blue",
  returned: "orange",
  reopened: "pink",
  needs_info: "yellow",
  answered: "green",
};

/** A state as a tag. */
export const stateTag = (state: string, closedReason?: string | null): HTMLElement =>
  h(
    "strong",
    { class: `govuk-tag govuk-tag--${STATE_COLOURS[state as State] ?? "grey"}` },
    stateInWords(state, closedReason),
  );

/** Late and level as tags; nothing for what is neither. */
export function urgencyTags(late: boolean, level: number): HTMLElement[] {
  const tags: HTMLElement[] = [];
  if (late) tags.push(h("strong", { class: "govuk-tag govuk-tag--red" }, t("timeline.late")));
  if (level > 0)
    tags.push(
      h(
        "strong",
        { class: `govuk-tag govuk-tag--${level >= WATCHED_FROM_LEVEL ? "red" : "orange"}` },
        t("desk.level", { n: level }),
      ),
    );
  return tags;
}

/** "27 Nov 2026 (dalam 2 hari)", in words that say when it is today or over. */
export function dueInWords(due: string | null, late: boolean): HTMLElement | null {
  if (!due) return null;
  const day = shortDay(due, language());
  const away = daysAhead(due, new Date(), language());
  const isOver = late || Date.parse(due) < Date.now();
  const isToday = !isOver && shortDay(new Date().toISOString(), language()) === day;
  // A day decreed as a holiday after the limit lapsed moves the limit, and what the clock recorded stays.
  const isMoved = isOver && Date.parse(due) > Date.now();
  const said = isMoved
    ? t("desk.dueOverMoved", { day })
    : isOver
      ? t("desk.dueOver", { day, away })
      : isToday
        ? t("desk.dueToday", { day })
        : t("desk.due", { day, away });
  return h("span", { class: isOver ? "late" : isToday ? "soon" : "" }, said);
}
