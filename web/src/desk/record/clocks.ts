/** The clocks that a day of receipt starts, as the server counts them: no page has a second calendar. */
import type { FirstLimits } from "../../shared/answers.ts";
import { part, reasons } from "../../shared/api.ts";
import { dayOf } from "../../shared/dates.ts";
import { h, p } from "../../shared/element.ts";
import { Refused } from "../../shared/http.ts";
import { language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** What a report would be counted by. */
export type WhatIsKnown = { agency: string; classification: string; received: string };

/** Shows them in `place`; the last question asked wins. Answers what the server said, or null. */
export function clocks(place: HTMLElement): (asked: WhatIsKnown) => Promise<FirstLimits | null> {
  let turn = 0;
  return async ({ agency, classification, received }) => {
    const mine = ++turn;
    const query = [
      ["agency", agency],
      ["classification", classification],
      ["received_on", received],
    ]
      .filter(([, value]) => value)
      .map(([name, value = ""]) => `${name}=${part(value)}`)
      .join("&");
    try {
      const found = await ask<FirstLimits>("GET", `/officer/first-limits?${query}`);
      if (mine === turn) place.replaceChildren(h("ul", { class: "govuk-list" }, ...lines(found)));
      return mine === turn ? found : null;
    } catch (failure) {
      if (mine === turn) place.replaceChildren(p(failure instanceof Refused ? reasons(failure) : ""));
      return null;
    }
  };
}

function lines({ limits, timezone }: FirstLimits): HTMLElement[] {
  return limits.map(({ name, due_at, is_over }) => {
    const values = { limit: word("limit", name), day: dayOf(due_at, language(), timezone) };
    return h("li", { class: is_over ? "is-over" : "" }, t(is_over ? "desk_record.over" : "desk_record.until", values));
  });
}
