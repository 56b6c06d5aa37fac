/** Whether a promise was kept: asked of the reporter from its day on, when the API allows them to say so. */
import type { OwnView } from "../shared/answers.ts";
import { dayInWords } from "../shared/dates.ts";
import { h } from "../shared/element.ts";
import type { StepName } from "../shared/facts.ts";
import { language, t } from "../shared/words.ts";

/** Yes, and no. */
export const ON_PROMISE: StepName[] = ["confirm-promise", "dispute"];

/** Whether it is asked now. */
export const isAsked = (view: OwnView): boolean => (view.allowed as readonly string[]).includes("confirm-promise");

/** What was promised, above the question's two answers. */
export function promise(view: OwnView): HTMLElement | null {
  return view.promised_by
    ? h("p", { class: "govuk-body" }, t("track.promiseBy", { day: dayInWords(view.promised_by, language()) }))
    : null;
}
