/** One thing per page: which step is shown, its place in the address and in the browser's history. */
import type { Fault } from "../shared/answers.ts";
import { byId, h } from "../shared/element.ts";
import { clearFaults, faultAt, showFaults } from "../shared/errors.ts";
import { titled } from "../shared/titles.ts";
import { t } from "../shared/words.ts";
import { EASTERNMOST_ZONE, today } from "../shared/dates.ts";
import { faultsOf, stepNamed, STEPS, stepOf } from "./rules.ts";
import { current, readForm, reportForm, save } from "./state.ts";

const PAGE_TITLE = document.title;
const opened = new Map<string, () => void>();
let shown = STEPS[0]!;

/** Run this whenever that step is shown. */
export const whenOpened = (id: string, prepare: () => void): void => void opened.set(id, prepare);

/** The step on the screen. */
export const shownStep = (): string => shown.id;

/** Turn the one long form into steps. */
export function prepareSteps(): void {
  for (const [index, { id }] of STEPS.entries()) {
    const old = byId(`${id}-heading`);
    const caption = h(
      "span",
      { class: `govuk-caption-${index === 0 ? "m" : "l"}` },
      t("submit.step", { n: index + 1, all: STEPS.length }),
    );
    if (index === 0) {
      old.before(caption);
      continue;
    }
    const heading = h("h1", { class: old.className, id: old.id, tabindex: "-1" }, ...old.childNodes);
    old.replaceWith(caption, heading);
    const back = h(
      "a",
      { href: `#${STEPS[index - 1]!.id}`, class: "govuk-back-link", "data-back": "" },
      t("submit.back"),
    );
    byId(id).prepend(back);
  }
  reportForm().addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a[data-back], a[data-change]");
    if (!link) return;
    event.preventDefault();
    go(link.getAttribute("href")?.slice(1) ?? "");
  });
  reportForm().addEventListener("visit", (event) => go(stepOf((event as CustomEvent<string>).detail), false));
  addEventListener("popstate", () => show(stepInAddress(), true));
}

/** The step that the address names, the first one when it names none. */
export const stepInAddress = (): string => stepNamed(location.hash.slice(1)).id;

/** Go to a step as a link would, so that the browser's back comes here again. */
export function go(id: string, focus = true): void {
  if (id !== shown.id) history.pushState(null, "", `#${id}`);
  show(id, focus);
}

/** Show a step, whatever the address says. */
export function show(id: string, focus: boolean): void {
  const step = stepNamed(id);
  const index = STEPS.indexOf(step);
  shown = step;
  readForm().step = step.id;
  clearFaults(reportForm());
  for (const one of STEPS) byId(one.id).classList.toggle("step--shown", one === step);
  document.body.classList.toggle("stepped", index > 0);
  const heading = byId(`${step.id}-heading`);
  document.title = index > 0 ? titled(heading.textContent ?? "") : PAGE_TITLE;
  byId("go").textContent = t(index === STEPS.length - 1 ? "submit.send" : "submit.next");
  opened.get(step.id)?.();
  if (!focus) return;
  scrollTo(0, 0);
  (index > 0 ? heading : byId("main-content")).focus({ preventScroll: true });
}

/** Go on to the next step when this one holds; `finish` when it is the last and all of them hold. */
export function next(finish: () => void): void {
  const { answers } = readForm();
  const following = STEPS[STEPS.indexOf(shown) + 1];
  // The sun rises first in Jayapura: nobody's today is later.
  const day = today(new Date(), EASTERNMOST_ZONE);
  const faults = [...badDates(), ...(following ? [shown] : STEPS).flatMap((step) => faultsOf(step, answers, day))];
  void save();
  if (faults.length > 0) tell(faults);
  else if (following) go(following.id);
  else finish();
}

/** Show faults, at the first step that has one. */
export function tell(faults: Fault[]): void {
  const steps = faults.map(({ field }) => stepOf(field));
  const id = STEPS.find((step) => steps.includes(step.id))?.id ?? shown.id;
  if (id !== shown.id) go(id, false);
  showFaults(reportForm(), faults);
  // A field inside what is closed cannot be seen, nor get the focus.
  for (const message of reportForm().querySelectorAll(".govuk-error-message")) {
    const closed = message.closest("details");
    if (closed) closed.open = true;
  }
  current().step = id;
}

/** A date of which a part is missing has no value; only its control knows. */
function badDates(): Fault[] {
  const input = byId("event_date") as HTMLInputElement;
  return shown.id === "lokasi" && input.validity.badInput ? [faultAt("event_date", "not_a_date")] : [];
}
