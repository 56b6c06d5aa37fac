/** What the words and the place propose: asked in a body, so that what somebody writes stands in no address. */
import type { Proposals } from "../shared/answers.ts";
import { ask } from "../shared/api.ts";
import { byId, h } from "../shared/element.ts";
import { AREA_LEVELS } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import type { Answers } from "../shared/submission/draft.ts";
import { current } from "./state.ts";

const LONGEST = 3_800;

let asked = "";
let answer: Promise<Proposals | null> = Promise.resolve(null);
let latest: Proposals | null = null;

/** What the API proposed last, without asking. */
export const proposedLast = (): Proposals | null => latest;

/** What is proposed for the draft as it is; null without a line. The same is not asked twice. */
export function proposals(): Promise<Proposals | null> {
  const { answers } = current();
  const text = `${answers["title"] ?? ""}\n${answers["body"] ?? ""}`.trim().slice(0, LONGEST);
  const place = placeOf(answers);
  const wanted = JSON.stringify([text, place]);
  if (wanted === asked || !text) return answer;
  asked = wanted;
  answer = ask<Proposals>("POST", "/reports/similar", { body: place ? { text, place } : { text } }).then(
    (found) => (latest = found),
    () => {
      asked = "";
      return (latest = null);
    },
  );
  return answer;
}

/** The parts of the place, the nearest first. */
function placeOf(answers: Answers): string {
  const parts = [...AREA_LEVELS].reverse().map((level) => answers[`location.${level}`]?.replace(/,/g, " ").trim());
  return parts.filter(Boolean).join(", ");
}

/** Say on top whom to call, where the words tell of somebody in danger. */
export async function tellUrgent(): Promise<void> {
  const calls = (await proposals())?.emergencies ?? [];
  const links = calls.flatMap(({ number, name }, index) => [
    index > 0 ? ", " : " ",
    h("a", { class: "govuk-link", href: `tel:${number}` }, `${number} (${name})`),
  ]);
  byId("urgent").replaceChildren(
    calls.length > 0
      ? h(
          "div",
          { class: "emergency emergency--told" },
          h("p", { class: "govuk-body" }, h("strong", {}, t("submit.urgent")), ...links),
        )
      : "",
  );
}
