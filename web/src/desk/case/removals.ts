/** Taking out of a public text what the API marked in the reporter's text. Offsets are UTF-16, as strings here. */
import type { Removal } from "../../shared/answers.ts";

/** A removal, whatever its kind is called. */
type Stretch = Omit<Removal, "kind"> & { kind: string };
/** What stands in a public text for something taken out. */
export type Said = (kind: string) => string;

/** A text in pieces, marked and unmarked, in order; where marks overlap, the later one begins where the earlier ends. */
export function pieces(text: string, removals: Stretch[]): { text: string; kind: string | null }[] {
  const parts: { text: string; kind: string | null }[] = [];
  let at = 0;
  for (const { start: from, end, kind } of [...removals].sort((one, other) => one.start - other.start)) {
    const start = Math.max(from, at);
    if (end <= start || end > text.length) continue;
    if (start > at) parts.push({ text: text.slice(at, start), kind: null });
    parts.push({ text: text.slice(start, end), kind });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), kind: null });
  return parts;
}

/** The text with everything marked replaced by what `said` calls its kind. */
export function without(text: string, removals: Stretch[], said: Said): string {
  return pieces(text, removals)
    .map((piece) => (piece.kind ? `[${said(piece.kind)}]` : piece.text))
    .join("");
}

/** Whether a public text, however it was edited, still has that stretch as words of their own. */
export const stillHas = (edited: string, stretch: string): boolean => places(edited, stretch).length > 0;

/**
 * A public text, however it was edited, with one of the original's stretches taken out wherever it stands, or put back where
 * it was taken out. The same text when there is no such place any more.
 */
export function toggled(edited: string, original: string, removals: Stretch[], stretch: string, said: Said): string {
  const marked = pieces(original, removals).filter((piece) => piece.kind !== null);
  const kind = marked.find((piece) => piece.text === stretch)?.kind;
  if (!kind) return edited;
  const mark = `[${said(kind)}]`;
  const found = places(edited, stretch);
  if (found.length > 0)
    return found.reduceRight((text, at) => text.slice(0, at) + mark + text.slice(at + stretch.length), edited);
  // The marks of one kind look alike: the one that stands for this stretch is as far in their row as the stretch is.
  const gone = marked.filter((piece) => piece.kind === kind && !stillHas(edited, piece.text));
  const holes = all(edited, mark);
  return gone
    .map((piece, index) => (piece.text === stretch ? holes[index] : undefined))
    .filter((at) => at !== undefined)
    .reduceRight((text, at) => text.slice(0, at) + stretch + text.slice(at + mark.length), edited);
}

function all(text: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
}

/** Where a stretch stands, not as a part of longer words: "Ani" is not in "Animasi". */
function places(text: string, stretch: string): number[] {
  const isWord = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? "");
  return all(text, stretch).filter(
    (at) =>
      !(isWord(text[at - 1]) && isWord(stretch[0])) && !(isWord(text[at + stretch.length]) && isWord(stretch.at(-1))),
  );
}
