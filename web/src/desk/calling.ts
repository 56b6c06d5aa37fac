/** Calling a reporter: one press shows the number, which is recorded; another one calls it; the form waits to note how it went. */
import type { Identity } from "../shared/answers.ts";
import { part, reason } from "../shared/api.ts";
import { button, h } from "../shared/element.ts";
import { t, word } from "../shared/words.ts";
import { ask } from "./api.ts";
import { keepDraft } from "./drafts.ts";
import { link, reportAddress } from "./desk.ts";

/** A number that a press calls. */
export const telephoneLink = (number: string): HTMLAnchorElement =>
  h("a", { class: "govuk-link", href: `tel:${number.replace(/[^0-9+]/g, "")}` }, number);

/** The button in a row of the queue, and what comes in its place. */
export function callButton(report: string): HTMLElement {
  const place = h("span", { class: "queue__more unprinted", role: "status" });
  const show = async () => {
    try {
      const { name, phone } = await ask<Identity>("GET", `/officer/reports/${part(report)}/identity`);
      const log = link(word("command", "contact-log"), reportAddress(report));
      // A form with something in it is open already when its report is.
      log.addEventListener("click", () => keepDraft(report, "contact-log", { how: "call" }));
      place.replaceChildren(
        h("span", { dir: "auto" }, name ? `${name} ` : ""),
        phone ? telephoneLink(phone) : t("desk_record.noPhone"),
        " · ",
        log,
      );
      place.querySelector("a")?.focus();
      addEventListener("pagehide", () => place.replaceChildren(opener), { once: true });
    } catch (failure) {
      place.append(` ${reason(failure)}`);
    }
  };
  const opener = button(t("desk_record.callReporter"), () => void show(), "secondary");
  place.append(opener);
  return place;
}
