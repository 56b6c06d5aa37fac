/** The month in three figures, from the counters: what came in, what was answered in time, how long it usually takes. */
import type { PublicFigures } from "../shared/answers.ts";
import { ask } from "../shared/api.ts";
import { byId, fact } from "../shared/element.ts";
import { t } from "../shared/words.ts";

/** Show them; a month of which nothing is known, or that cannot be had, takes no room. */
export async function showFigures(): Promise<void> {
  try {
    const found = await ask<PublicFigures>("GET", "/figures");
    if (found.received === 0 && found.answered === 0) return;
    byId("figures").replaceChildren(...told(found));
    byId("month").hidden = false;
  } catch {
    // the page says enough without them
  }
}

function told({ received, answered, answered_in_time, median_days_to_answer: days }: PublicFigures): HTMLElement[] {
  const said = [fact(t("front.figureReceived"), String(received))];
  if (answered > 0)
    said.push(fact(t("front.figureInTime"), t("front.ofAnswered", { n: answered_in_time, all: answered })));
  if (days !== null)
    said.push(fact(t("front.figureDays"), days === 0 ? t("front.sameDay") : t("front.days", { n: days })));
  return said;
}
