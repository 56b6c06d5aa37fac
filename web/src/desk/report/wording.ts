/** The public wording: the reporter's text with what should go marked, and a wording to edit freely. */
import { button, h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { line, textArea } from "./controls.ts";
import type { Typed } from "./drafts.ts";
import { pieces, without } from "./removals.ts";
import type { OfficerView, Removal } from "./view.ts";

const kind = (name: string) => t(`desk_forms.removed_${name}` as "desk_forms.removed_nik");

/** The marked original, the two fields, and undo for what one press changed. */
export function wordingFields(command: string, view: OfficerView, typed: Typed): HTMLElement {
  const count = view.removals.title.length + view.removals.body.length;
  const clean = {
    public_title: without(view.title, view.removals.title, kind).slice(0, 150),
    public_body: without(view.body ?? "", view.removals.body, kind),
  };
  const start: Typed = {
    public_title: view.public_title ?? clean.public_title,
    public_body: view.public_body ?? clean.public_body,
    ...typed,
  };
  const title = line(command, "public_title", t("desk_forms.publicTitle"), start);
  const body = textArea(command, "public_body", t("desk_forms.publicBody"), start, t("desk_forms.publicHint"), 8);
  const [titleInput, bodyInput] = [title.querySelector("input")!, body.querySelector("textarea")!];
  let before: [string, string] | null = null;
  const set = (values: [string, string]) => {
    before = [titleInput.value, bodyInput.value];
    [titleInput.value, bodyInput.value] = values;
    bodyInput.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const said = h(
    "p",
    { class: "govuk-body", role: "status" },
    count > 0 ? t("desk_forms.marked", { n: count }) : t("desk_forms.markedNone"),
  );
  return h(
    "fieldset",
    { class: "govuk-fieldset wording" },
    h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, t("desk_forms.wording")),
    said,
    h(
      "div",
      { class: "text original", dir: "auto", "aria-label": t("desk_forms.original"), role: "group" },
      ...marks(view.title, view.removals.title),
      h("br"),
      ...marks(view.body ?? "", view.removals.body),
    ),
    h(
      "div",
      { class: "govuk-button-group" },
      button(t("desk_forms.useCleaned"), () => set([clean.public_title, clean.public_body]), "secondary"),
      button(t("desk_forms.useOriginal"), () => set([view.title, view.body ?? ""]), "secondary"),
      button(t("desk_forms.undo"), () => before && set(before), "secondary"),
    ),
    title,
    body,
  );
}

function marks(text: string, removals: Removal[]): (HTMLElement | string)[] {
  return pieces(text, removals).map((piece) =>
    piece.kind ? h("mark", { title: kind(piece.kind) }, piece.text) : piece.text,
  );
}
