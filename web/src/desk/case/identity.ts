/** Who sent a report: behind one press that says it is recorded, hidden again on leaving the page. */
import type { Identity, OfficerView } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { button, fact, h, p } from "../../shared/element.ts";
import { t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { telephoneLink } from "../calling.ts";

/** What the section about the reporter holds. */
export function identity(view: OfficerView): HTMLElement {
  if (view.anonymous) return p(t("desk.anonymousReporter"));
  if (view.allowed.length === 0) return p(t("desk.identityNotYours"));
  if (view.events.some(({ type }) => type === "expired")) return p(word("event", "expired"));
  const place = h("div", {});
  const canLog = view.allowed.includes("contact-log");
  const log = () => {
    const form = document.querySelector<HTMLDetailsElement>("#do-contact-log");
    if (form) form.open = true;
    form?.querySelector("summary")?.focus();
  };
  const status = h("p", { class: "govuk-body", role: "status" });
  const opener = button(t("desk.showIdentity"), () => void show(), "secondary");
  const hide = () =>
    place.replaceChildren(h("p", { class: "govuk-body-s quiet" }, t("desk.identityLogged")), opener, status);
  const show = async () => {
    try {
      const found = await ask<Identity>("GET", `/officer/reports/${part(view.report_id)}/identity`);
      const back = () => {
        hide();
        opener.focus();
      };
      const facts = [
        fact(t("desk.name"), h("span", { dir: "auto" }, found.name ?? "–")),
        fact(t("desk.email"), found.email ?? "–"),
        fact(t("desk.phone"), found.phone ? telephoneLink(found.phone) : "–"),
        ...(found.proxy
          ? [fact(t("desk.proxy"), h("span", { dir: "auto" }, `${found.proxy.name} (${found.proxy.relation})`))]
          : []),
      ];
      const shown = h("dl", { class: "identity", tabindex: "-1" }, ...facts);
      place.replaceChildren(
        shown,
        ...(canLog ? [button(word("command", "contact-log"), log)] : []),
        button(t("desk.hide"), back, "secondary"),
      );
      shown.focus();
      // A browser keeps the pages one left; nobody who goes back finds the name without it being recorded.
      addEventListener("pagehide", hide, { once: true });
    } catch (failure) {
      status.textContent = reason(failure);
    }
  };
  hide();
  return place;
}
