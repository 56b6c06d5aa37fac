/** The receipt: number, code, what happens next. It lives as long as the tab does, and no longer than its reader wants. */
import type { Deadline } from "../shared/answers.ts";
import { ask, part } from "../shared/api.ts";
import { forget, load } from "../shared/database.ts";
import { momentInWords } from "../shared/dates.ts";
import { deadlineInWords } from "../shared/deadline.ts";
import { button, byId, fact, h, p } from "../shared/element.ts";
import { receiptForm } from "../shared/printing.ts";
import { save } from "../shared/saving.ts";
import { home, language, t, type Key } from "../shared/words.ts";
import type { Receipt } from "../shared/submission/draft.ts";

const KEY = "receipt";
export const PLACE = "#bukti";

/** The receipt of a report sent from this tab, or by the service worker while no page was open. */
export async function keptReceipt(): Promise<Receipt | undefined> {
  const unseen = await load<Receipt>("receipt");
  if (unseen) return unseen;
  const kept = sessionStorage.getItem(KEY);
  return kept ? (JSON.parse(kept) as Receipt) : undefined;
}

/** Show it in place of the form. */
export async function showReceipt(receipt: Receipt): Promise<void> {
  sessionStorage.setItem(KEY, JSON.stringify(receipt));
  await forget("receipt");
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
    buttons(receipt),
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
      h(
        "a",
        { class: "govuk-link", href: `${home()}/lapor`, onclick: () => sessionStorage.removeItem(KEY) },
        t("submit.another"),
      ),
    ),
    h(
      "p",
      { class: "govuk-body unprinted" },
      h("button", { type: "button", class: "as-link", onclick: () => void leave() }, t("submit.forget")),
    ),
  );
  after.hidden = false;
  document.body.classList.add("stepped");
  document.title = `${t("submit.receiptTitle")} – LAPOR!`;
  history.replaceState(null, "", PLACE);
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
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

function buttons(receipt: Receipt): HTMLElement {
  const text = `LAPOR!\n${t("submit.receiptNumber")}: ${receipt.report_id}\n${t("submit.receiptCode")}: ${receipt.access_code}\n`;
  const said = h("p", { class: "govuk-body", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = t("submit.copied");
    } catch {
      said.textContent = t("submit.copyFailed");
    }
  };
  const keep = () => {
    const file = new Blob([`${text}${location.origin}${home()}/lacak\n`], { type: "text/plain" });
    save(file, t("submit.receiptFile", { number: receipt.report_id }));
  };
  return h(
    "div",
    { class: "unprinted" },
    h(
      "div",
      { class: "govuk-button-group" },
      button(t("submit.copy"), () => void copy()),
      button(t("submit.print"), () => print(), "secondary"),
      button(t("submit.save"), keep, "secondary"),
    ),
    receiptForm(receipt.report_id, receipt.access_code),
    said,
  );
}

async function leave(): Promise<void> {
  sessionStorage.removeItem(KEY);
  await forget("receipt");
  location.replace(`${home()}/lapor`);
}
