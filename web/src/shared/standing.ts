/** Where a report stands, for its reporter and for everybody: five stations as a bar, and what is so now. */
import type { Deadline, OwnView, PublicView } from "./answers.ts";
import { h } from "./element.ts";
import { STATIONS } from "./facts.ts";
import { stateInWords, t, word } from "./words.ts";

export type CitizensView = OwnView | PublicView;

/** The bar, the sentence, and that it is late where it is. */
export function standing(view: CitizensView): HTMLElement {
  const { now, late } = view.standing;
  return h(
    "div",
    { class: "standing" },
    bar(view),
    h("p", { class: "govuk-body-l", id: "standing" }, now),
    late ? h("p", { class: "govuk-body late" }, late) : null,
  );
}

/** A narrow screen has no room for five words: there the station of today alone is told, below the bar. */
function bar(view: CitizensView): HTMLElement {
  const here = STATIONS.findIndex((station) => station === view.standing.station);
  const name = (station: string, place: number) =>
    // How it ended is told by its state: an archived one was never solved.
    station === "ended" && place === here ? stateInWords(view.state, view.closed_reason) : word("station", station);
  const items = STATIONS.map((station, place) => {
    return h(
      "li",
      { class: place < here ? "passed" : "", "aria-current": place === here ? "step" : null },
      h("span", { class: "stages__name" }, name(station, place)),
      place < here ? h("span", { class: "govuk-visually-hidden" }, `, ${t("timeline.passed")}`) : null,
    );
  });
  const told = { n: here + 1, all: STATIONS.length, station: name(view.standing.station, here) };
  return h(
    "div",
    {},
    h("ol", { class: "stages", "aria-label": t("timeline.stations") }, ...items),
    h("p", { class: "govuk-body stages__here", "aria-hidden": "true" }, t("timeline.station", told)),
  );
}

/** The deadline that a citizen waits for or has to keep, in place of an agency's inner one. */
export function citizensDeadline({ deadline, standing }: CitizensView): Deadline {
  const { by, limit, days, provisional } = standing;
  return { ...deadline, due_at: by, limit, days, provisional };
}
