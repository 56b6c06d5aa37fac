/** While a clerk types: which category and which unit the words speak for, whom to call, what was reported before. */
import type { Proposals } from "../../shared/answers.ts";
import { ask } from "../../shared/api.ts";
import { h, p } from "../../shared/element.ts";
import { home, stateToFilter, t } from "../../shared/words.ts";

const WAIT_MS = 400;
const LEAST = 12;
const LONGEST = 3_800;

/** Asks once nobody has typed for a moment; `said` gets what was found for the words last typed. */
export function proposing(said: (found: Proposals) => void): (text: string, place: string) => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = "";
  return (text, place) => {
    const wanted = JSON.stringify([text, place]);
    if (text.length < LEAST || wanted === asked) return;
    asked = wanted;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      ask<Proposals>("POST", "/reports/similar", { body: { text: text.slice(0, LONGEST), place } }).then(
        (found) => asked === wanted && said(found),
        () => (asked = ""),
      );
    }, WAIT_MS);
  };
}

/** What was reported before, and whom to call; a sentence where there is nothing. */
export function similar({ reports, answered, emergencies }: Proposals): HTMLElement[] {
  const calls = emergencies.map(({ number, name }) =>
    h("a", { class: "govuk-link", href: `tel:${number}` }, `${number} (${name})`),
  );
  const alike = [...reports, ...answered].map(({ report_id, title, state, reason }) =>
    h(
      "li",
      {},
      h(
        "a",
        { class: "govuk-link", href: `${home()}/laporan?id=${report_id}`, target: "_blank", rel: "noopener" },
        title,
      ),
      h("span", { class: "quiet queue__more" }, `${stateToFilter(state)} · ${reason}`),
    ),
  );
  return [
    ...(calls.length > 0 ? [h("p", { class: "govuk-inset-text" }, t("desk_record.urgent"), " ", ...calls)] : []),
    h("h2", { class: "govuk-heading-s" }, t("desk_record.similar")),
    alike.length > 0 ? h("ul", { class: "govuk-list" }, ...alike) : p(t("desk_record.noneSimilar")),
  ];
}
