/** What a command's form lets an officer choose from, in words. */
import { select, type Typed } from "../../shared/controls.ts";
import { ARCHIVE_REASONS, CLASSIFICATIONS, CONTACT_WAYS, OUTCOMES } from "../../shared/facts.ts";
import { codes, t, word } from "../../shared/words.ts";

type Option = [value: string, text: string];

const spoken = (kind: string, values: readonly string[]): Option[] => values.map((one) => [one, word(kind, one)]);

/** By field. Nothing is chosen for anybody: archiving or answering with the first of a list would be a slip. */
export const CHOICES = {
  classification: () => spoken("classification", CLASSIFICATIONS),
  category: () => codes("category"),
  reason: () => [["", t("desk_forms.chooseReason")], ...spoken("reason", ARCHIVE_REASONS)],
  outcome: () => [["", t("desk_forms.chooseOutcome")], ...spoken("outcome", OUTCOMES)],
  how: () => [["", t("desk_forms.choose")], ...spoken("contact", CONTACT_WAYS)],
  reached: () => [
    ["", t("desk_forms.choose")],
    ["true", word("contact", "reached")],
    ["false", word("contact", "not_reached")],
  ],
} satisfies Record<string, () => Option[]>;

/** The control of a choice. */
export const choice = (command: string, field: keyof typeof CHOICES, label: string, typed: Typed): HTMLElement =>
  select(command, field, label, CHOICES[field](), typed);
