/** The report form with a script: one thing per page, a draft that stays, and one report however often it is sent. */
import type { CategoryList } from "../shared/answers.ts";
import { byId, h } from "../shared/element.ts";
import { ask } from "../shared/api.ts";
import { keepLanguage } from "../shared/language.ts";
import { startWorker } from "../shared/worker.ts";
import { today } from "../shared/dates.ts";
import { LENGTHS } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { prepareAgencies, showAgencies, showChosen } from "./agencies.ts";
import { drawAnswers } from "./check.ts";
import { countCharacters } from "./counter.ts";
import { send, tryNow, watchLine } from "./delivery.ts";
import { prepareFiles } from "./files.ts";
import { fillIn } from "./form.ts";
import { prepareDraftLine, tellOfDraft, tellOfReceipt } from "./notices.ts";
import { preparePlaces } from "./places.ts";
import { preparePoint, setPoint } from "./point.ts";
import { tellUrgent } from "./proposals.ts";
import { isInTab, keptReceipt, PLACE, showReceipt } from "./receipt.ts";
import { current, readForm, reportForm, restore, save } from "./state.ts";
import { proposeTitle } from "./title.ts";
import { prepareTopics, showTopics } from "./topics.ts";
import { next, prepareSteps, show, stepInAddress, whenOpened } from "./steps.ts";

async function start(): Promise<void> {
  const form = reportForm();
  const institutions = new Map(
    [...(byId("agency_id") as HTMLSelectElement).options].map(({ value, text }) => [value, text]),
  );
  for (const element of document.querySelectorAll(".unscripted")) element.remove();
  document.body.classList.add("running");
  prepareSteps();
  prepareAgencies(institutions);
  preparePoint();
  prepareDays();
  prepareTopics();
  const [title, body] = [byId("title") as HTMLInputElement, byId("body") as HTMLTextAreaElement];
  countCharacters(title, LENGTHS.title[1]);
  countCharacters(body, LENGTHS.body[1]);
  proposeTitle(body, title);
  show(stepInAddress(), false);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    next(() => void send());
  });
  const found = await restore();
  if (found) fill();
  else showChosen({});
  prepareFiles();
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => void (readForm(), save()));
  addEventListener("pagehide", () => void save(true));
  prepareDraftLine(fill);
  whenOpened("lokasi", () => void Promise.all([preparePlaces(), tellUrgent()]));
  whenOpened("topik", () => void showTopics());
  whenOpened("instansi", () => void showAgencies());
  whenOpened("periksa", drawAnswers);
  watchLine();
  await open(found);
  void refreshCategories();
}

async function open(found: boolean): Promise<void> {
  const receipt = await keptReceipt();
  if (found && current().queued) return tryNow();
  if (receipt && (location.hash === PLACE || !isInTab())) return showReceipt(receipt);
  const asFound = { ...current() };
  show(stepInAddress(), false);
  if (found) tellOfDraft(asFound);
  else if (receipt) tellOfReceipt(receipt);
}

/** The draft's answers into the controls, those too that the script made. */
function fill(): void {
  const { answers } = current();
  showChosen(answers);
  fillIn(reportForm(), { _agency: "unknown", ...answers });
  const [lat, lon] = [answers["location.lat"], answers["location.lon"]];
  if (lat && lon) setPoint(Number(lat), Number(lon));
  else setPoint();
}

function prepareDays(): void {
  const date = byId("event_date") as HTMLInputElement;
  const day = (ago: number) => today(new Date(Date.now() - ago * 86_400_000), null);
  const choose = (ago: number) => () => {
    date.value = day(ago);
    date.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choice = (text: string, ago: number) =>
    h("button", { type: "button", class: "govuk-button govuk-button--secondary", onclick: choose(ago) }, text);
  byId("days").replaceChildren(choice(t("submit.today"), 0), choice(t("submit.yesterday"), 1));
  date.max = day(0);
}

/** The page carries the categories of its build; the directory may know newer ones. */
async function refreshCategories(): Promise<void> {
  const topic = byId("category") as HTMLSelectElement;
  try {
    const { items } = await ask<CategoryList>("GET", "/categories");
    const chosen = topic.value;
    const options = items.map((one) =>
      h(
        "option",
        { value: one.id, "data-confidential": one.confidential_by_default, selected: one.id === chosen },
        one.name,
      ),
    );
    topic.replaceChildren(topic.options[0] ?? "", ...options);
  } catch {
    // those of the build will do
  }
}

startWorker();
if (!keepLanguage()) void start();
