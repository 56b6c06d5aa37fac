/** Taking out of a public wording what the API marked in the reporter's text. Offsets are UTF-16, as strings here. */
import type { Removal } from "./view.ts";

/** A text in pieces, marked and unmarked, in order. */
export function pieces(text: string, removals: Removal[]): { text: string; kind: string | null }[] {
  const parts: { text: string; kind: string | null }[] = [];
  let at = 0;
  for (const { start, end, kind } of removals) {
    if (start < at || end > text.length) continue;
    if (start > at) parts.push({ text: text.slice(at, start), kind: null });
    parts.push({ text: text.slice(start, end), kind });
    at = end;
  }
  if (at < text.length) parts.push({ text: text.slice(at), kind: null });
  return parts;
}

/** The text with everything marked replaced by what `said` calls its kind. */
export function without(text: string, removals: Removal[], said: (kind: string) => string): string {
  return pieces(text, removals)
    .map((piece) => (piece.kind ? `[${said(piece.kind)}]` : piece.text))
    .join("");
}
