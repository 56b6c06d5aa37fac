/** Earlier words on a report that is published: each is public only in the text that is written for it here. */
import type { OfficerView } from "../../shared/answers.ts";
import { textArea, type Typed } from "../../shared/controls.ts";
import { momentInWords } from "../../shared/dates.ts";
import { button, h } from "../../shared/element.ts";
import { language, t, word } from "../../shared/words.ts";
import { markedText, removedWord } from "./marks.ts";
import { without } from "./removals.ts";

type Earlier = OfficerView["would_be_public"][number];
const NAME = "public_texts.";

/** Every earlier text with its marks and a field for what the public reads; nothing where nobody has written yet. */
export function earlierTexts(command: string, view: OfficerView, typed: Typed): HTMLElement | null {
  if (view.would_be_public.length === 0) return null;
  return h(
    "fieldset",
    { class: "govuk-fieldset wording" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, t("desk_forms.earlier")),
    h("p", { class: "govuk-hint" }, t("desk_forms.earlierHint")),
    ...view.would_be_public.map((one) => earlier(command, one, view, typed)),
  );
}

/** What the public may read of earlier texts; one that is left empty is not shown. */
export function publicTextsIn(form: HTMLFormElement): Record<string, string | null> {
  const fields = form.querySelectorAll<HTMLTextAreaElement>(`textarea[name^="${NAME}"]`);
  return Object.fromEntries([...fields].map(({ name, value }) => [name.slice(NAME.length), value.trim() || null]));
}

/** Whether a form's field is one of these. */
export const isEarlierText = (field: string): boolean => field.startsWith(NAME);

function earlier(command: string, one: Earlier, view: OfficerView, typed: Typed): HTMLElement {
  const name = `${NAME}${one.seq}`;
  const event = view.events.find(({ seq }) => seq === one.seq);
  const who = event?.actor.agency_id ? (view.agency_names[event.actor.agency_id] ?? "") : word("role", "reporter");
  const when = event ? momentInWords(event.at, language(), view.deadline.timezone) : "";
  const label = event ? `${word("event", event.type)} · ${who} · ${when}` : String(one.seq);
  const field = textArea(command, name, label, { [name]: one.public_text ?? "", ...typed }, "", 3);
  const area = field.querySelector("textarea")!;
  const use = () => {
    area.value = without(one.text, one.marks, removedWord);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  area.before(
    h("div", { class: "text original", dir: "auto" }, ...markedText(one.text, one.marks)),
    button(t(one.marks.length > 0 ? "desk_forms.useCleaned" : "desk_forms.useOriginal"), use, "secondary"),
  );
  return field;
}
