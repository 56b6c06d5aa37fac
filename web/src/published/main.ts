/** Published reports: the list, or the one that the address names. */
import { tellOfDraft } from "../shared/draft_notice.ts";
import { keepLanguage } from "../shared/language.ts";
import { startWorker } from "../shared/worker.ts";
import { prepareFilters, showList } from "./list.ts";
import { showReport } from "./one.ts";

function start(): void {
  document.body.classList.add("running");
  const id = new URLSearchParams(location.search).get("id");
  if (id) return void showReport(id);
  prepareFilters();
  addEventListener("popstate", () => void showList());
  void showList();
}

startWorker();
if (!keepLanguage()) {
  start();
  void tellOfDraft();
}
