/** An answer's text: ready-made wordings to put in, and advice on what it does not say while it is typed. */
import { reason } from "../../shared/api.ts";
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { textArea } from "./controls.ts";
import type { Typed } from "./drafts.ts";
import { advice, isEmpty } from "./linter.ts";
import type { OfficerView } from "./view.ts";

type Wording = { wording_id: string; title: string; text: string };

/** The text with its helps. */
export function lintedText(command: string, view: OfficerView, typed: Typed): HTMLElement {
  const field = textArea(command, "text", t("desk_forms.answer"), typed, t("desk_forms.answerHint"), 7);
  const area = field.querySelector("textarea")!;
  const said = h("div", { class: "advice", role: "status" });
  const look = () => {
    const form = area.form;
    const files = form?.querySelector<HTMLInputElement>("input[type=file]")?.files?.length ?? 0;
    const dated = Boolean(form?.querySelector<HTMLInputElement>("[name=action_date]")?.value);
    const found = advice(area.value, files > 0, dated);
    const shows = area.value.trim().length > 15 && (found.empty.length > 0 || found.lacks.length > 0);
    said.replaceChildren(...(shows ? advised(found) : area.value.trim() ? [t("linter.good")] : []));
    said.classList.toggle("advice--empty", shows && isEmpty(found));
  };
  area.addEventListener("input", look);
  area.addEventListener("change", look);
  queueMicrotask(() => area.form?.addEventListener("change", look));
  field.append(said);
  return h("div", {}, ready(area, view), field);
}

function advised({ empty, lacks }: ReturnType<typeof advice>): HTMLElement[] {
  const list = [
    ...empty.map((sentence) => h("li", {}, t("linter.empty", { sentence }))),
    ...lacks.map((what) => h("li", {}, t(`linter.${what}`))),
  ];
  return [h("p", {}, h("strong", {}, t("linter.title"))), h("ul", { class: "govuk-list govuk-list--bullet" }, ...list)];
}

function ready(area: HTMLTextAreaElement, view: OfficerView): HTMLElement {
  const list = h("div", {});
  const fill = async () => {
    if (list.childElementCount > 0) return;
    list.replaceChildren(t("common.loading"));
    try {
      const agency = encodeURIComponent(view.holder?.agency_id ?? "");
      const { items } = await ask<{ items: Wording[] }>("GET", `/officer/wordings?agency=${agency}`);
      list.replaceChildren(
        ...(items.length > 0
          ? items.map((one) => h("p", {}, insert(one, area)))
          : [h("p", {}, t("desk_forms.noWordings"))]),
      );
    } catch (failure) {
      list.replaceChildren(reason(failure));
    }
  };
  const box = h(
    "details",
    { class: "govuk-details" },
    h(
      "summary",
      { class: "govuk-details__summary" },
      h("span", { class: "govuk-details__summary-text" }, t("desk_forms.wordings")),
    ),
    h("div", { class: "govuk-details__text" }, list),
  );
  box.addEventListener("toggle", () => void fill());
  return box;
}

function insert(one: Wording, area: HTMLTextAreaElement): HTMLElement {
  const put = () => {
    area.setRangeText(one.text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  };
  return h("button", { type: "button", class: "as-link", title: one.text, onclick: put }, one.title);
}
