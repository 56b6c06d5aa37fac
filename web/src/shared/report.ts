/** What every view of a report says of its place and its choices. */
import type { Place } from "./answers.ts";
import { fact } from "./element.ts";
import { MULTIPLE_CHOICES } from "./facts.ts";
import { choicesInWords, word } from "./words.ts";

/** A line of facts for each field of several choices in which something was ticked. */
export function choiceFacts(view: object): HTMLElement[] {
  return Object.keys(MULTIPLE_CHOICES).flatMap((name) => {
    const chosen = (view as Record<string, string[] | undefined>)[name] ?? [];
    return chosen.length > 0 ? [fact(word("label", name), choicesInWords(name, chosen))] : [];
  });
}

/** "Desa, Kecamatan, Kabupaten, Provinsi", the nearest first. */
export function placeInWords(place: Place | null): string {
  if (!place) return "";
  const parts = [place.detail, place.village, place.district, place.regency, place.province].filter(Boolean);
  if (place.lat !== undefined && place.lon !== undefined) parts.push(`${place.lat}, ${place.lon}`);
  return parts.join(", ");
}
