/** A published report's own page: to read, to share, to follow. */
import type { PublicView } from "../shared/answers.ts";
import { ask, part, reason } from "../shared/api.ts";
import { button, byId, fact, h, p } from "../shared/element.ts";
import { clearFaults, showFailure } from "../shared/errors.ts";
import { Refused } from "../shared/http.ts";
import { placeInWords } from "../shared/report.ts";
import { citizensDeadline, standing } from "../shared/standing.ts";
import { course, now, why } from "../shared/timeline.ts";
import { titled } from "../shared/titles.ts";
import { home, language, t, word } from "../shared/words.ts";

/** Show the published report of that number. */
export async function showReport(id: string): Promise<void> {
  const one = byId("one");
  byId("list").hidden = true;
  one.hidden = false;
  one.replaceChildren(p(t("common.loading")));
  const back = h("a", { class: "govuk-back-link", href: `${home()}/laporan` }, t("published.back"));
  try {
    const view = await ask<PublicView>("GET", `/reports/${part(id)}`);
    one.replaceChildren(
      back,
      h(
        "div",
        { class: "govuk-grid-row" },
        h("div", { class: "govuk-grid-column-two-thirds-from-desktop" }, ...drawn(view)),
      ),
    );
    document.title = titled(view.title ?? "");
  } catch (failure) {
    const isMissing = failure instanceof Refused && failure.status === 404;
    const text = isMissing ? t("published.missing") : erased(failure);
    const mine = p(h("a", { class: "govuk-link", href: `${home()}/lacak` }, t("published.mine")));
    one.replaceChildren(back, h("h1", { class: "govuk-heading-l" }, text), mine);
    document.title = titled(`${t("common.error")}: ${text}`);
  }
}

function erased(failure: unknown): string {
  return failure instanceof Refused && failure.status === 410
    ? word("answer", "erased", failure.error as unknown as Record<string, string>)
    : reason(failure);
}

function drawn(view: PublicView): (HTMLElement | string)[] {
  const place = placeInWords(view.location, view.agency_names);
  return [
    h("p", { class: "govuk-body quiet" }, `${view.report_id} · ${word("classification", view.classification)}`),
    h("h1", { class: "govuk-heading-l", dir: "auto" }, view.title),
    standing(view),
    now(view),
    why(citizensDeadline(view)) ?? "",
    h("p", { class: "govuk-body text", dir: "auto" }, view.body ?? ""),
    place ? h("dl", { class: "now" }, fact(t("published.place"), h("span", { dir: "auto" }, place))) : "",
    share(view),
    h("h2", { class: "govuk-heading-m" }, t("published.course")),
    h("p", { class: "govuk-body quiet" }, t("published.written")),
    course(view, t("published.withheld")),
    follow(view),
    p(h("a", { class: "govuk-link", href: `${home()}/lacak` }, t("published.mine"))),
  ];
}

function share(view: PublicView): HTMLElement {
  const said = h("p", { class: "govuk-body", role: "status" });
  const address = `${location.origin}${home()}/laporan?id=${encodeURIComponent(view.report_id)}`;
  const give = async () => {
    try {
      if (navigator.share) return await navigator.share({ title: view.title ?? "", url: address });
      await navigator.clipboard.writeText(address);
      said.textContent = t("published.shared");
    } catch (failure) {
      if ((failure as DOMException).name !== "AbortError") said.textContent = t("published.shareFailed");
    }
  };
  return h(
    "div",
    { class: "unprinted" },
    button(t("published.share"), () => void give(), "secondary"),
    said,
  );
}

function follow(view: PublicView): HTMLElement {
  const input = h("input", {
    class: "govuk-input govuk-!-width-two-thirds",
    id: "follow-email",
    name: "email",
    type: "email",
    autocomplete: "email",
  });
  const status = h("p", { class: "govuk-body", role: "status" });
  const form = h(
    "form",
    { novalidate: true, class: "unprinted" },
    h("h2", { class: "govuk-heading-m" }, t("published.followTitle")),
    p(t("published.followText")),
    h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label", for: "follow-email" }, t("published.followEmail")),
      input,
    ),
    status,
    h("button", { class: "govuk-button" }, t("published.follow")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearFaults(form);
    void subscribe(view.report_id, input.value.trim(), form, status);
  });
  return form;
}

async function subscribe(id: string, email: string, form: HTMLFormElement, status: HTMLElement): Promise<void> {
  try {
    await ask("POST", `/reports/${part(id)}/follow`, { body: { email, language: language() } });
    status.textContent = t("published.followed");
    form.reset();
  } catch (failure) {
    status.textContent = "";
    showFailure(form, status, failure, "follow-");
  }
}
