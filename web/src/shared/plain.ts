/** Pages that say something and ask nothing. */
import { keepLanguage } from "./language.ts";
import { startWorker } from "./worker.ts";

keepLanguage();
startWorker();
