/** The front page: it tells of a report that was begun on this device, and of the latest published ones. */
import { tellOfDraft } from "../shared/draft_notice.ts";
import { keepLanguage } from "../shared/language.ts";
import { startWorker } from "../shared/worker.ts";
import { showFigures } from "./figures.ts";
import { showLatest } from "./latest.ts";

document.body.classList.add("running");
startWorker();
if (!keepLanguage()) {
  void tellOfDraft();
  void showFigures();
  void showLatest();
}
