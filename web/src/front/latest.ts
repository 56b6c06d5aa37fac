/** The latest published reports: a few, so that who comes sees that something happens here. */
import type { PublishedPage } from "../shared/answers.ts";
import { ask } from "../shared/api.ts";
import { dayOf } from "../shared/dates.ts";
import { byId, h, p } from "../shared/element.ts";
import { home, language, stateInWords, t } from "../shared/words.ts";

const SHOWN = 3;

/** Show them; where they cannot be had, the link to all of them is enough. */
export async function showLatest(): Promise<void> {
  const place = byId("latest");
  try {
    const { items } = await ask<PublishedPage>("GET", `/reports?limit=${SHOWN}`);
    place.replaceChildren(items.length > 0 ? h("ul", { class: "reports" }, ...items.map(row)) : p(t("front.noneYet")));
  } catch {
    place.replaceChildren();
  }
}

function row({ report_id, title, state, closed_reason, received_at }: PublishedPage["items"][number]): HTMLElement {
  const address = `${home()}/laporan?id=${encodeURIComponent(report_id)}`;
  return h(
    "li",
    {},
    h("h3", { class: "govuk-heading-s" }, h("a", { class: "govuk-link", dir: "auto", href: address }, title)),
    h(
      "p",
      { class: "govuk-body-s" },
      h("strong", { class: "govuk-tag govuk-tag--blue" }, stateInWords(state, closed_reason)),
      ` ${t("front.received", { day: dayOf(received_at, language()) })}`,
    ),
  );
}
