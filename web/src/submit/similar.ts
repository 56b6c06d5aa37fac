/** "Already reported here": published reports that tell the same, to follow, and answered ones, to read. */
import type { Proposals } from "../shared/answers.ts";
import { ask, part, reasons } from "../shared/api.ts";
import { button, byId, h, p } from "../shared/element.ts";
import { home, language, stateToFilter, t } from "../shared/words.ts";

type Similar = Proposals["reports"][number];

/** Draw what was found; nothing where nothing was. */
export function drawSimilar(found: Proposals | null): void {
  const { reports = [], answered = [] } = found ?? {};
  byId("similar").replaceChildren(
    ...(reports.length > 0 ? [list(t("submit.similarTitle"), t("submit.similarHint"), reports, true)] : []),
    ...(answered.length > 0 ? [list(t("submit.answeredTitle"), t("submit.answeredHint"), answered, false)] : []),
  );
}

function list(title: string, hint: string, reports: Similar[], canFollow: boolean): HTMLElement {
  return h(
    "section",
    { class: "similar" },
    h("h2", { class: "govuk-heading-m" }, title),
    p(hint),
    h("ul", { class: "govuk-list" }, ...reports.map((one) => row(one, canFollow))),
  );
}

function row({ report_id, title, state, reason: why }: Similar, canFollow: boolean): HTMLElement {
  const address = `${home()}/laporan?id=${encodeURIComponent(report_id)}`;
  const link = h(
    "a",
    {
      class: "govuk-link",
      href: address,
      target: "_blank",
      rel: "noopener",
      "aria-label": t("submit.readOf", { title }),
    },
    title,
  );
  return h(
    "li",
    { class: "similar__one" },
    link,
    h("p", { class: "govuk-body-s quiet" }, `${stateToFilter(state)} · ${why}`),
    canFollow ? follow(report_id) : null,
  );
}

function follow(id: string): HTMLElement {
  const said = h("p", { class: "govuk-body", role: "status" });
  const field = h("input", { class: "govuk-input", type: "email", id: `follow-${id}`, autocomplete: "email" });
  const send = async () => {
    try {
      await ask("POST", `/reports/${part(id)}/follow`, { body: { email: field.value, language: language() } });
      said.textContent = t("submit.followed");
    } catch (failure) {
      said.textContent = reasons(failure);
    }
  };
  // Enter in this line follows; it does not go on with the form around it.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void send();
  });
  const title = h("span", { class: "govuk-details__summary-text" }, t("submit.follow"));
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, title),
    h(
      "div",
      { class: "govuk-details__text" },
      h("label", { class: "govuk-label", for: field.id }, t("submit.followEmail")),
      field,
      button(t("submit.followSend"), () => void send(), "secondary"),
      said,
    ),
  );
}
