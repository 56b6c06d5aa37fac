/** A title out of what was told, until its writer gives another one. */
import { h } from "../shared/element.ts";
import { LENGTHS } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { lengthOf } from "./rules.ts";

const LONGEST = 80;
const GREETING =
  /^(?:(?:assalamu\S*(?: \S*kum)?|selamat (?:pagi|siang|sore|malam)|(?:mohon|minta) (?:maaf|izin|ijin)|halo|hai|permisi|kepada yth\S*|yth\S*|dear|hello|good (?:morning|afternoon|evening))(?:[ ,.!]+(?:pak|bapak|bu|ibu|admin|min|kak|sir|madam|dan|\/)\b)*[\s,.!:-]*)+/i;

/** The first sentence that says something, cut at a word; empty while there is too little of it. */
export function proposedTitle(body: string): string {
  const told = body.trim().replace(GREETING, "").trim();
  const line = told.split(/\n+/).find((one) => lengthOf(one) >= LENGTHS.title[0]) ?? told.replace(/\s+/g, " ");
  const [first = ""] = line.match(/^.{10,}?(?=[.!?;](?:\s|$)|$)/u) ?? [];
  const short = cut(first.replace(/\s+/g, " ").trim());
  return lengthOf(short) < LENGTHS.title[0] ? "" : short.charAt(0).toUpperCase() + short.slice(1);
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text.replace(/[\s,:–-]+$/, "");
  const comma = text.lastIndexOf(",", LONGEST);
  const end = comma > LONGEST / 2 ? comma : text.lastIndexOf(" ", LONGEST);
  return text.slice(0, end > 0 ? end : LONGEST).replace(/[\s,:–-]+$/, "");
}

/** Keep the title proposed from the words while nobody wrote another one. */
export function proposeTitle(body: HTMLTextAreaElement, title: HTMLInputElement): void {
  const said = h("p", { class: "govuk-body-s quiet", role: "status" });
  let proposed = "";
  title.after(said);
  const propose = () => {
    const isOurs = title.value.trim() === "" || title.value === proposed;
    if (!isOurs || document.activeElement === title) return;
    proposed = proposedTitle(body.value);
    if (title.value === proposed) return;
    title.value = proposed;
    said.textContent = proposed ? t("submit.titleProposed") : "";
    title.dispatchEvent(new Event("input", { bubbles: true }));
  };
  body.addEventListener("input", propose);
  title.addEventListener("blur", propose);
  title.addEventListener("input", () => {
    if (title.value !== proposed) said.textContent = "";
  });
}
