/** The front page: it tells of a report that was begun on this device, and of the latest published ones. */
import { load } from "../shared/database.ts";
import { byId, h } from "../shared/element.ts";
import { keepLanguage } from "../shared/language.ts";
import type { Draft } from "../shared/submission/draft.ts";
import { startWorker } from "../shared/worker.ts";
import { home, t } from "../shared/words.ts";
import { showFigures } from "./figures.ts";
import { showLatest } from "./latest.ts";

/** The form stood here once: who comes back to it by an old bookmark is led to what they wrote. */
async function tellOfDraft(): Promise<void> {
  const draft = await load<Draft>("draft");
  if (!draft) return;
  const title = draft.answers["title"]?.trim() || t("front.untitled");
  const said = draft.queued ? t("front.queued", { title }) : t("front.draft", { title });
  const link = h("a", { class: "govuk-link", href: `${home()}/lapor` }, t("front.continue"));
  byId("notices").replaceChildren(h("div", { class: "govuk-inset-text", role: "status" }, said, " ", link));
}

document.body.classList.add("running");
startWorker();
if (!keepLanguage()) {
  void tellOfDraft();
  void showFigures();
  void showLatest();
}
