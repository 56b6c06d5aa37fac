/** The public text: the reporter's text with what should go marked, and a text to edit freely. */
import type { OfficerView, Removal } from "../../shared/answers.ts";
import { button, h } from "../../shared/element.ts";
import { LONGEST_PUBLIC_TITLE } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import { line, textArea, type Typed } from "../../shared/controls.ts";
import { removedWord as kind } from "./marks.ts";
import { pieces, stillHas, toggled, without } from "./removals.ts";

type PublicText = [title: string, body: string];

/** The marked original, the two fields, and undo for whatever the buttons changed. */
export function publicTextFields(command: string, view: OfficerView, typed: Typed): HTMLElement {
  const original: PublicText = [view.title, view.body ?? ""];
  const { title: inTitle, body: inBody } = view.removals;
  const count = inTitle.length + inBody.length;
  const clean: PublicText = [
    without(original[0], inTitle, kind).slice(0, LONGEST_PUBLIC_TITLE),
    without(original[1], inBody, kind),
  ];
  const start = { public_title: view.public_title ?? clean[0], public_body: view.public_body ?? clean[1], ...typed };
  const title = line(command, "public_title", t("desk_forms.publicTitle"), start);
  const body = textArea(command, "public_body", t("desk_forms.publicBody"), start, t("desk_forms.publicHint"), 8);
  const [titleInput, bodyInput] = [title.querySelector("input")!, body.querySelector("textarea")!];
  titleInput.maxLength = LONGEST_PUBLIC_TITLE;
  const written = (): PublicText => [titleInput.value, bodyInput.value];
  const before: PublicText[] = [];
  const put = (text: PublicText) => {
    [titleInput.value, bodyInput.value] = text;
    bodyInput.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const set = (text: PublicText) => {
    before.push(written());
    put(text);
  };
  const toggle = (stretch: string) =>
    set([
      toggled(titleInput.value, original[0], inTitle, stretch, kind),
      toggled(bodyInput.value, original[1], inBody, stretch, kind),
    ]);
  const undo = button(t("desk_forms.undo"), () => before.length > 0 && put(before.pop()!), "secondary");
  const marks = (text: string, removals: Removal[]) =>
    pieces(text, removals).map((piece) => (piece.kind ? mark(piece.text, piece.kind, toggle) : piece.text));
  const shown = h(
    "div",
    { class: "text original", dir: "auto", "aria-label": t("desk_forms.original"), role: "group" },
    ...marks(original[0], inTitle),
    h("br"),
    ...marks(original[1], inBody),
  );
  const refresh = () => {
    const stands = written().join("\n");
    for (const one of shown.querySelectorAll("button"))
      one.setAttribute("aria-pressed", String(!stillHas(stands, one.dataset["stretch"] ?? "")));
    undo.setAttribute("aria-disabled", String(before.length === 0));
  };
  const box = h(
    "fieldset",
    { class: "govuk-fieldset wording" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, t("desk_forms.publicText")),
    h("p", { class: "govuk-body" }, count > 0 ? t("desk_forms.marked", { n: count }) : t("desk_forms.markedNone")),
    count > 0 ? h("p", { class: "govuk-hint" }, t("desk_forms.marksHint")) : null,
    shown,
    h(
      "div",
      { class: "govuk-button-group" },
      count > 0 ? button(t("desk_forms.useCleaned"), () => set(clean), "secondary") : null,
      button(t("desk_forms.useOriginal"), () => set(original), "secondary"),
      undo,
    ),
    title,
    body,
  );
  box.addEventListener("input", refresh);
  refresh();
  return box;
}

/** A stretch that should go; pressed while it is out of the public text. */
function mark(stretch: string, kindOf: string, toggle: (stretch: string) => void): HTMLElement {
  return h(
    "button",
    { type: "button", class: "mark", "data-stretch": stretch, title: kind(kindOf), onclick: () => toggle(stretch) },
    stretch,
  );
}
