/** An answer's text, with advice on what it does not say while it is typed. */
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { textArea, type Typed } from "../../shared/controls.ts";
import { advice, isEmpty } from "./linter.ts";
import { namesOf } from "../proof.ts";

const ENOUGH_TO_JUDGE = 15;

/** The text and the advice under it. */
export function lintedText(command: string, typed: Typed): HTMLElement {
  const field = textArea(command, "text", t("desk_forms.answer"), typed, t("desk_forms.answerHint"), 7);
  const area = field.querySelector("textarea")!;
  const said = h("div", { class: "advice", role: "status" });
  const look = () => {
    const form = area.form;
    const days = form?.querySelectorAll<HTMLInputElement>("[name=action_date], [name=promised_by]:enabled") ?? [];
    const isDated = [...days].some((day) => day.value);
    const found = advice(area.value, form ? namesOf(form).length > 0 : false, isDated);
    const isLong = area.value.trim().length > ENOUGH_TO_JUDGE;
    const shows = isLong && (found.empty.length > 0 || found.lacks.length > 0);
    said.replaceChildren(...(shows ? advised(found) : isLong ? [t("linter.good")] : []));
    said.classList.toggle("advice--empty", shows && isEmpty(found));
  };
  area.addEventListener("input", look);
  queueMicrotask(() => {
    area.form?.addEventListener("change", look);
    look();
  });
  field.append(said);
  return field;
}

function advised({ empty, lacks }: ReturnType<typeof advice>): HTMLElement[] {
  const list = [
    ...empty.map((sentence) => h("li", {}, t("linter.empty", { sentence }))),
    ...lacks.map((what) => h("li", {}, t(`linter.${what}`))),
  ];
  return [h("p", {}, h("strong", {}, t("linter.title"))), h("ul", { class: "govuk-list govuk-list--bullet" }, ...list)];
}
