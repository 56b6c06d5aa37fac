/** Pages that say something and ask nothing. */
import { tellOfDraft } from "../shared/draft_notice.ts";
import { keepLanguage } from "../shared/language.ts";
import { startWorker } from "../shared/worker.ts";

if (!keepLanguage()) void tellOfDraft();
startWorker();
