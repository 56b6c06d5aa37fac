/** What an answer comes to, and, where it is planned, the day by which it is promised. */
import type { OfficerView } from "../../shared/answers.ts";
import { line, type Typed } from "../../shared/controls.ts";
import { PROMISE_DAYS, type OUTCOMES } from "../../shared/facts.ts";
import { t, word } from "../../shared/words.ts";
import { choice } from "./choices.ts";

const PLANNED = "planned" satisfies (typeof OUTCOMES)[number];
const DAY = 86_400_000;

/** The outcome, chosen for nobody, and the promised day, which is asked for a plan alone and sent for nothing else. */
export function outcomeFields(name: string, view: OfficerView, typed: Typed): HTMLElement[] {
  const outcome = choice(name, "outcome", word("label", "outcome"), typed);
  const day = line(name, "promised_by", word("label", "promised_by"), typed, t("desk_forms.promiseHint"), "date");
  const [chosen, input] = [outcome.querySelector("select")!, day.querySelector("input")!];
  const [first, last] = daysToPromise(new Date(), view.promised_by);
  input.min = first;
  input.max = last;
  const show = () => {
    day.hidden = chosen.value !== PLANNED;
    input.disabled = day.hidden;
    input.required = !day.hidden;
  };
  chosen.addEventListener("change", show);
  show();
  return [outcome, day];
}

/** From tomorrow on, or from the day that was promised before, as far ahead as a promise may reach. */
export function daysToPromise(now: Date, promised: string | null): [first: string, last: string] {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  const after = (days: number) => new Date(today + days * DAY).toISOString().slice(0, 10);
  const tomorrow = after(1);
  return [promised && promised > tomorrow ? promised : tomorrow, after(PROMISE_DAYS)];
}
