/** Whether a promise was kept: asked of the reporter from its day on, when the API allows them to say so. */
import type { OwnView } from "../shared/answers.ts";
import { dayInWords } from "../shared/dates.ts";
import { h, p } from "../shared/element.ts";
import type { StepName } from "../shared/facts.ts";
import { language, t } from "../shared/words.ts";

/** Yes, and no. */
export const ON_PROMISE: StepName[] = ["confirm-promise", "dispute"];

/** Whether it is asked now. */
export const isAsked = (view: OwnView): boolean => (view.allowed as readonly string[]).includes("confirm-promise");

/** Whether a promise stands whose day is ahead: from that day on the API lets its reporter judge it. */
export function isAhead(view: OwnView): boolean {
  if (!view.promised_by || isAsked(view) || !["answered", "closed"].includes(view.state)) return false;
  // Who has judged the promise is not asked again; its judgement carries the day, too.
  const last = view.events.filter(({ data }) => typeof data["promised_by"] === "string").pop();
  return last?.type === "answered";
}

/** The promise on top of the page, and that nothing is to be done before its day. */
export function promisedAhead(view: OwnView): HTMLElement | null {
  if (!isAhead(view) || !view.promised_by) return null;
  const day = dayInWords(view.promised_by, language());
  return h(
    "div",
    { class: "govuk-inset-text", id: "ahead" },
    p(h("strong", {}, t("track.ahead", { day }))),
    p(t("track.aheadText")),
  );
}

/** What was promised, above the question's two answers. */
export function promise(view: OwnView): HTMLElement | null {
  return view.promised_by
    ? h("p", { class: "govuk-body" }, t("track.promiseBy", { day: dayInWords(view.promised_by, language()) }))
    : null;
}
