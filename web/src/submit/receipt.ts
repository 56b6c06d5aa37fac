/** The receipt: number, code, what happens next. It lives as long as the tab does, and no longer than its reader wants. */
import type { Deadline } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { forget, load } from "../shared/database.ts";
import { momentInWords } from "../shared/dates.ts";
import { deadlineInWords } from "../shared/deadline.ts";
import { byId, fact, h, p } from "../shared/element.ts";
import { parsed, session } from "../shared/storage.ts";
import { titled } from "../shared/titles.ts";
import { home, language, t, type Key } from "../shared/words.ts";
import type { Receipt } from "../shared/submission/draft.ts";
import { waysToKeep } from "./keeping.ts";

const KEY = "receipt";
export const PLACE = "#bukti";

/** The receipt of a report sent from this tab, or by the service worker while no page was open. */
export async function keptReceipt(): Promise<Receipt | undefined> {
  return (await load<Receipt>("receipt")) ?? inTab();
}

/** Whether this receipt stands on the screen. */
export const isShown = ({ report_id }: Receipt): boolean =>
  document.getElementById("number")?.textContent === report_id;

/** Whether this tab has shown a receipt. */
export const isInTab = (): boolean => inTab() !== undefined;

const inTab = (): Receipt | undefined => parsed<Receipt>(session.get(KEY)) ?? undefined;

/** Show it in place of the form, before anything of it is kept: what a browser refuses to keep must not be lost. */
export async function showReceipt(receipt: Receipt): Promise<void> {
  byId("report").hidden = true;
  byId("notices").replaceChildren();
  const heading = h("h1", { class: "govuk-heading-xl", tabindex: "-1" }, t("submit.receiptTitle"));
  const deadline = h("span", {}, momentInWords(receipt.due_at, language()));
  const after = byId("after");
  after.replaceChildren(
    h(
      "div",
      { class: "receipt" },
      heading,
      h(
        "dl",
        {},
        fact(t("submit.receiptNumber"), h("span", { class: "code", id: "number" }, receipt.report_id)),
        fact(t("submit.receiptCode"), h("span", { class: "code", id: "code" }, receipt.access_code)),
      ),
    ),
    receipt.keptFirst ? h("div", { class: "govuk-inset-text" }, t("submit.keptFirst")) : "",
    receipt.mailedFrom ? laterMail(receipt.mailedFrom) : "",
    p(h("strong", {}, t("submit.receiptKeep")), ` ${t(receipt.mailed ? "submit.againMail" : "submit.againNever")}`),
    waysToKeep(receipt, () => void leave()),
    h("h2", { class: "govuk-heading-m" }, t("submit.nextTitle")),
    whatIsNext(receipt, deadline),
    h(
      "p",
      { class: "govuk-body unprinted" },
      h(
        "a",
        { class: "govuk-link", href: `${home()}/lacak#${receipt.report_id}.${receipt.access_code}` },
        t("submit.see"),
      ),
    ),
    h(
      "p",
      { class: "govuk-body unprinted" },
      h("a", { class: "govuk-link", href: `${home()}/lapor`, onclick: () => session.remove(KEY) }, t("submit.another")),
    ),
  );
  after.hidden = false;
  document.body.classList.add("stepped");
  document.title = titled(t("submit.receiptTitle"));
  history.replaceState(null, "", PLACE);
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  session.set(KEY, JSON.stringify(receipt));
  void forget("receipt");
  await tellDeadline(receipt, deadline);
}

function laterMail(from: string): HTMLElement {
  const said = t("submit.mailLater", { moment: momentInWords(from, language()) });
  return h("div", { class: "govuk-inset-text", id: "mail-later" }, said);
}

function whatIsNext(receipt: Receipt, deadline: HTMLElement): HTMLElement {
  const [before = "", behind = ""] = t("submit.nextVerify", { deadline: "\u0000" }).split("\u0000");
  const others: Key[] = ["submit.nextForward", "submit.nextAnswer", "submit.nextLate"];
  others.push(receipt.mailed ? "submit.nextMail" : "submit.nextLook");
  return h(
    "ol",
    { class: "govuk-list govuk-list--number" },
    h("li", {}, before, deadline, behind),
    ...others.map((one) => h("li", {}, t(one))),
  );
}

async function tellDeadline({ report_id, access_code }: Receipt, place: HTMLElement): Promise<void> {
  try {
    const deadline = await ask<Deadline>("GET", `/reports/${part(report_id)}/deadline`, { code: access_code });
    place.textContent = deadlineInWords(deadline, new Date()) ?? place.textContent;
  } catch {
    // the day itself is there already
  }
}

async function leave(): Promise<void> {
  session.remove(KEY);
  await forget("receipt");
  location.replace(`${home()}/lapor`);
}
