/** What the public reads of an officer's words on a published report: said before it is sent, with marks. */
import type { Marks, OfficerView } from "../../shared/answers.ts";
import { textArea, type Typed } from "../../shared/controls.ts";
import { button, h } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { markedText, removedWord } from "./marks.ts";
import { without } from "./removals.ts";

const PAUSE = 700;

/** The field for the public and what will be seen; nothing where the public sees nothing of the report. */
export function forPublic(command: CommandName, view: OfficerView, typed: Typed): HTMLElement[] {
  if (!view.published) return [];
  const field = textArea(command, "public_text", t("desk_forms.forPublic"), typed, t("desk_forms.forPublicHint"), 3);
  const area = field.querySelector("textarea")!;
  const seen = h("div", { class: "govuk-inset-text", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    clearTimeout(timer);
    if (!area.value.trim()) return seen.replaceChildren(t("desk_forms.publicSeesDate"));
    timer = setTimeout(() => void show(area.value, seen), PAUSE);
  };
  area.addEventListener("input", look);
  look();
  const copy = button(t("desk_forms.copyForPublic"), () => void copyInto(area, seen), "secondary");
  return [
    h(
      "fieldset",
      { class: "govuk-fieldset wording" },
      h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, t("desk_forms.isPublic")),
      copy,
      field,
      seen,
    ),
  ];
}

async function show(text: string, seen: HTMLElement): Promise<void> {
  const removals = await marksOf(text);
  const said = removals.length > 0 ? t("desk_forms.marked", { n: removals.length }) : "";
  seen.replaceChildren(
    h("strong", {}, t("desk_forms.publicReads")),
    h("div", { class: "text", dir: "auto" }, ...markedText(text, removals)),
    said,
  );
}

/** The words to the reporter, without what is marked in them, as a beginning to write on. */
async function copyInto(area: HTMLTextAreaElement, seen: HTMLElement): Promise<void> {
  const written = area.form?.querySelector<HTMLTextAreaElement>("textarea[name=text]")?.value.trim() ?? "";
  if (!written) return;
  area.value = without(written, await marksOf(written), removedWord);
  area.dispatchEvent(new Event("input", { bubbles: true }));
  await show(area.value, seen);
}

/** What should not become public; nothing is marked where the line is down: the API refuses numbers all the same. */
async function marksOf(text: string): Promise<Marks["marks"]> {
  try {
    return (await ask<Marks>("POST", "/officer/marks", { text })).marks;
  } catch {
    return [];
  }
}
