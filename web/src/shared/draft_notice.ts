/** On every page: that a report was begun on this device, by its title and time, the way back to it and to be rid of it. */
import { forget, load } from "./database.ts";
import { momentInWords } from "./dates.ts";
import { byId, h } from "./element.ts";
import type { Draft } from "./submission/draft.ts";
import { home, language, t } from "./words.ts";

const press = (text: string, onclick: () => void) => h("button", { type: "button", class: "as-link", onclick }, text);

/** What a draft is called, by its title and by when it was kept. */
export function draftInWords({ answers, keptAt }: Pick<Draft, "answers" | "keptAt">): { title: string; when: string } {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    title: answers["title"]?.trim() || t("common.untitled"),
    when: keptAt ? momentInWords(keptAt, language(), zone) : t("common.longAgo"),
  };
}

/** Tell of a draft above the page's own words. One that was sent and waits for a line cannot be thrown away here. */
export async function tellOfDraft(): Promise<void> {
  const draft = await load<Draft>("draft");
  if (!draft) return;
  const place = h("div", { class: "govuk-inset-text unprinted", id: "kept-draft", role: "status", tabindex: "-1" });
  if (draft.queued) place.append(t("common.draftQueued", draftInWords(draft)), " ", wayBack());
  else offer(place, draft);
  byId("main-content").prepend(place);
}

const wayBack = () => h("a", { class: "govuk-link", href: `${home()}/lapor` }, t("common.draftContinue"));

function offer(place: HTMLElement, draft: Draft): void {
  const said = h("span", {}, t("common.draftFound", draftInWords(draft)));
  place.replaceChildren(
    said,
    " ",
    wayBack(),
    " ",
    press(t("common.draftErase"), () => ask(place, draft)),
  );
}

function ask(place: HTMLElement, draft: Draft): void {
  const yes = press(t("common.draftEraseYes"), () => void erase(place));
  const no = press(t("common.draftEraseNo"), () => offer(place, draft));
  place.replaceChildren(h("strong", {}, t("common.draftEraseSure")), " ", yes, " ", no);
  place.focus();
}

async function erase(place: HTMLElement): Promise<void> {
  await forget("draft");
  place.replaceChildren(t("common.draftErased"));
}
