/** What every view of a report says of its place and its choices. */
import type { OfficerView, OwnView, Place } from "./answers.ts";
import { dayInWords } from "./dates.ts";
import { fact, h } from "./element.ts";
import { MULTIPLE_CHOICES } from "./facts.ts";
import { choicesInWords, language, word } from "./words.ts";

/** A line of facts for each field of several choices in which something was ticked. */
export function choiceFacts(view: object): HTMLElement[] {
  return Object.keys(MULTIPLE_CHOICES).flatMap((name) => {
    const chosen = (view as Record<string, string[] | undefined>)[name] ?? [];
    return chosen.length > 0 ? [fact(word("label", name), choicesInWords(name, chosen))] : [];
  });
}

/** By which way it came and since when it counts; nothing of what its reporter sent by the form. */
export function wayFacts({ channel, received_on, external_number }: OwnView | OfficerView): HTMLElement[] {
  if (channel === "web") return [];
  const said = (name: string, value: string) => fact(word("label", name), h("span", { dir: "auto" }, value));
  return [
    said("channel", word("channel", channel)),
    ...(received_on ? [said("received_on", dayInWords(received_on, language()))] : []),
    ...(external_number ? [said("external_number", external_number)] : []),
  ];
}

/** "Desa, Kecamatan, Kabupaten, Provinsi", the nearest first. */
export function placeInWords(place: Place | null, names: Record<string, string> = {}): string {
  if (!place) return "";
  const { regency, province } = place;
  const parts = [
    place.detail,
    place.village,
    place.district,
    called(regency, ["kab", "kota"], names),
    called(province, ["prov"], names),
  ].filter(Boolean);
  if (place.lat !== undefined && place.lon !== undefined) parts.push(`${place.lat}, ${place.lon}`);
  return parts.join(", ");
}

/** A region that was sent as its code, by the name of its government where the view brings that along. */
function called(said: string | undefined, kinds: string[], names: Record<string, string>): string | undefined {
  const name = kinds.map((kind) => names[`${kind}.${said ?? ""}`]).find(Boolean);
  return name ? name.replace(/^Pemerintah (Provinsi )?/, "") : said;
}
