/** The reports that joined this one: what each of their reporters wrote and sent, page by page. */
import type { MemberPage, OfficerView } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { dayOf } from "../../shared/dates.ts";
import { button, h, p } from "../../shared/element.ts";
import { placeInWords } from "../../shared/report.ts";
import { language, t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { link, reportAddress } from "../desk.ts";
import { stateTag } from "../urgency.ts";

type Member = MemberPage["items"][number];

/** Nothing where nobody joined; else the first of them on demand, then more. */
export function members(view: OfficerView): HTMLElement | null {
  if (!view.case || view.case.main !== view.report_id) return null;
  const list = h("ol", { class: "govuk-list members" });
  const said = h("p", { class: "govuk-body", role: "status" });
  let next: string | null = null;
  const more = button(t("desk.membersShow"), () => void load(), "secondary");
  const load = async () => {
    try {
      const query = next ? `?cursor=${encodeURIComponent(next)}` : "";
      const page = await ask<MemberPage>("GET", `/officer/reports/${part(view.report_id)}/members${query}`);
      list.append(...page.items.map(shown));
      next = page.next;
      more.hidden = next === null;
      more.textContent = t("desk.membersMore");
    } catch (failure) {
      said.textContent = reason(failure);
    }
  };
  return h(
    "section",
    { "aria-labelledby": "members", class: "beside" },
    h("h2", { class: "govuk-heading-s", id: "members" }, t("desk.members", { size: String(view.case.size - 1) })),
    p(t("desk.membersAnswer")),
    list,
    said,
    more,
  );
}

const shown = (one: Member): HTMLElement =>
  h(
    "li",
    {},
    link(one.title || one.report_id, reportAddress(one.report_id)),
    " ",
    stateTag(one.state),
    h(
      "span",
      { class: "quiet queue__more" },
      [one.report_id, dayOf(one.received_at, language()), placeInWords(one.location, one.agency_names)]
        .filter(Boolean)
        .join(" · "),
    ),
    ...[one.body, ...one.said].map((text) => h("p", { class: "govuk-body text", dir: "auto" }, text)),
    ...(one.attachments.length > 0
      ? [p(link(t("desk.membersFiles", { count: String(one.attachments.length) }), reportAddress(one.report_id)))]
      : []),
  );
