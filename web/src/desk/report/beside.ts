/** What stands beside a report: who it is about, who would answer it, what tells the same, who sent it. */
import { part, reason } from "../../shared/api.ts";
import { dayOf } from "../../shared/dates.ts";
import { button, fact, h, p } from "../../shared/element.ts";
import { language, t, word } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { reportAddress } from "../desk.ts";
import { stateTag } from "../urgency.ts";
import { offered } from "./fields.ts";
import type { CommandName } from "./fields.ts";
import type { OfficerView } from "./view.ts";

type Identity = { anonymous: boolean; name: string | null; email: string | null; phone: string | null };
/** Opens a command's form with something filled in. */
export type Open = (command: CommandName, typed: Record<string, string>) => void;

const section = (id: string, title: string, ...children: (HTMLElement | string | null)[]) =>
  h(
    "section",
    { "aria-labelledby": id, class: "beside" },
    h("h2", { class: "govuk-heading-s", id }, title),
    ...children,
  );

/** Suggested agencies, each one press from the form that sends it there. */
export function suggestions(view: OfficerView, open: Open): HTMLElement | null {
  const command = (["verify", "decide", "forward", "return"] as const).find((name) => view.allowed.includes(name));
  const field = { verify: "forward_to", decide: "to", forward: "to", return: "proposed" } as const;
  if (!command || view.suggestions.length === 0) return null;
  const isVerify = command === "verify" && view.state !== "submitted";
  const use = isVerify && view.allowed.includes("forward") ? "forward" : command;
  return section(
    "suggested",
    t("desk.suggested"),
    h(
      "ol",
      { class: "govuk-list suggestions" },
      ...offered(view).map((one) =>
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "as-link", onclick: () => open(use, { [field[use]]: one.agency_id }) },
            one.name,
          ),
          h("span", { class: "quiet queue__more" }, one.reason ?? ""),
        ),
      ),
    ),
  );
}

/** Reports that tell the same: to look at, and to merge one way or the other. */
export function duplicates(view: OfficerView, open: Open): HTMLElement | null {
  if (view.duplicates.length === 0) return null;
  return section(
    "duplicates",
    t("desk.duplicates"),
    h(
      "ul",
      { class: "govuk-list" },
      ...view.duplicates.map((one) =>
        h(
          "li",
          {},
          h("a", { class: "govuk-link", href: reportAddress(one.report_id), dir: "auto" }, one.title || one.report_id),
          " ",
          stateTag(one.state),
          h(
            "span",
            { class: "quiet queue__more" },
            `${one.report_id} · ${dayOf(one.received_at, language())} · ${one.reason}`,
          ),
          view.allowed.includes("merge")
            ? h(
                "button",
                { type: "button", class: "as-link", onclick: () => open("merge", { into: one.report_id }) },
                t("desk.mergeInto"),
              )
            : null,
        ),
      ),
    ),
  );
}

/** Who sent it, behind one press that says it is recorded; hidden again on leaving the page. */
export function identity(view: OfficerView): HTMLElement {
  const place = h("div", { role: "status" });
  const show = async () => {
    try {
      const found = await ask<Identity>("GET", `/officer/reports/${part(view.report_id)}/identity`);
      const facts = [
        fact(t("desk.name"), h("span", { dir: "auto" }, found.name ?? "–")),
        fact(t("desk.email"), found.email ?? "–"),
        fact(t("desk.phone"), found.phone ?? "–"),
      ];
      place.replaceChildren(
        h("dl", { class: "identity" }, ...facts),
        button(t("desk.hide"), () => place.replaceChildren(opener()), "secondary"),
      );
    } catch (failure) {
      place.replaceChildren(p(reason(failure)));
    }
  };
  const opener = () => button(t("desk.showIdentity"), () => void show(), "secondary");
  if (view.anonymous) place.append(p(t("desk.anonymousReporter")));
  else place.append(opener());
  return section(
    "who",
    word("role", "reporter"),
    view.anonymous ? null : h("p", { class: "govuk-body-s quiet" }, t("desk.identityLogged")),
    place,
  );
}

/** What must be known before anything is done: secret, sealed, nobody reached. */
export function warnings(view: OfficerView): HTMLElement[] {
  const said: string[] = [];
  if (view.supervisory) said.push(view.sealed ? t("desk.sealedLong") : t("desk.supervisoryLong"));
  if (view.confidential && !view.supervisory) said.push(t("desk.confidentialLong"));
  if (view.reported_agencies.length > 0)
    said.push(
      t("desk.reportedLong", { names: view.reported_agencies.map((one) => view.agency_names[one] ?? one).join(", ") }),
    );
  if (view.duplicate_of) said.push(t("desk.duplicateLong", { number: view.duplicate_of }));
  for (const one of view.undelivered)
    said.push(t("desk.undeliveredLong", { who: who(one.recipient), why: unreached(one.reason) }));
  return said.map((sentence) => h("p", { class: "govuk-inset-text warning" }, sentence));
}

const who = (recipient: string) => (recipient === "reporter" ? word("role", "reporter") : t("desk.anOfficer"));
const unreached = (why: string) =>
  t(`desk.unreached_${["bounced", "suppressed", "rejected"].includes(why) ? why : "other"}` as "desk.unreached_other");
