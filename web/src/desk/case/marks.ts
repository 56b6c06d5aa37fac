/** Texts with what should not become public marked in them, to read. */
import type { Removal } from "../../shared/answers.ts";
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { pieces } from "./removals.ts";

/** What stands in a public text for something taken out. */
export const removedWord = (kind: string): string => t(`desk_forms.removed_${kind}` as "desk_forms.removed_nik");

/** The text in pieces, the marked ones as marks. */
export const markedText = (text: string, removals: Removal[]): (HTMLElement | string)[] =>
  pieces(text, removals).map((piece) =>
    piece.kind ? h("mark", { class: "mark", title: removedWord(piece.kind) }, piece.text) : piece.text,
  );
