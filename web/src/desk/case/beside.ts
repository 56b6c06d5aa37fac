/** What stands beside a report: who it is about, who would answer it, what tells the same, who sent it. */
import type { DuplicateList, OfficerView, Profile } from "../../shared/answers.ts";
import { part, reason } from "../../shared/api.ts";
import { dayOf } from "../../shared/dates.ts";
import { h } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import { isSpoken, language, t, word } from "../../shared/words.ts";
import type { Choice } from "../agency_picker.ts";
import { ask } from "../api.ts";
import { reportAddress } from "../desk.ts";
import { stateTag } from "../urgency.ts";
import { identity } from "./identity.ts";
import { mergeHere } from "./merging.ts";
import { offered } from "./offered.ts";

/** Opens a command's form with something filled in. */
export type OpenCommand = (command: CommandName, typed: Record<string, string>) => void;

const section = (id: string, title: string, ...children: (HTMLElement | string | null)[]) =>
  h(
    "section",
    { "aria-labelledby": id, class: "beside" },
    h("h2", { class: "govuk-heading-s", id }, title),
    ...children,
  );

/** Suggested agencies, each one press from the form that sends it there. */
export function suggestions(view: OfficerView, profile: Profile, open: OpenCommand): HTMLElement | null {
  const [command, field] = sending(view);
  if (!command || view.suggestions.length === 0) return null;
  const choices = offered(view, profile, command);
  if (choices.length === 0) return null;
  const use = (one: Choice) => open(command, { [field]: one.agency_id, [`_${field}`]: one.name });
  return section(
    "suggested",
    t("desk.suggested"),
    h(
      "ol",
      { class: "govuk-list suggestions" },
      ...choices.map((one) =>
        h(
          "li",
          {},
          h("button", { type: "button", class: "as-link", onclick: () => use(one) }, one.name),
          h("span", { class: "quiet queue__more" }, one.reason ?? ""),
        ),
      ),
    ),
  );
}

/** The command, and its field, by which this officer would send the report to an agency. */
function sending(view: OfficerView): [CommandName | null, string] {
  const may = (name: CommandName) => view.allowed.includes(name);
  if (view.state === "submitted" && may("verify")) return ["verify", "forward_to"];
  if (may("decide")) return ["decide", "to"];
  // A unit forwards within itself alone; what another one should answer, it returns.
  if (may("return") && !may("verify")) return ["return", "proposed"];
  return [may("forward") ? "forward" : null, "to"];
}

/** Where reports that tell the same will stand, once they were looked for; nothing for who may not act on them. */
export function duplicates(
  view: OfficerView,
  open: OpenCommand,
  merged: (view: OfficerView) => void,
): HTMLElement | null {
  if (!view.allowed.includes("verify")) return null;
  const place = h("div", { "aria-live": "polite" });
  void look(place, view, open, merged);
  return place;
}

/** Ask for them, and show them when they come; the page stands meanwhile. */
async function look(
  place: HTMLElement,
  view: OfficerView,
  open: OpenCommand,
  merged: (view: OfficerView) => void,
): Promise<void> {
  try {
    const { items } = await ask<DuplicateList>("GET", `/officer/reports/${part(view.report_id)}/duplicates`);
    place.replaceChildren(...(items.length > 0 ? [found(items, view, open, merged)] : []));
  } catch (failure) {
    const again = () => void look(place, view, open, merged);
    const retry = h("button", { type: "button", class: "as-link", onclick: again }, t("common.retry"));
    place.replaceChildren(
      section("duplicates", t("desk.duplicates"), h("p", { class: "govuk-body-s quiet" }, reason(failure), " ", retry)),
    );
  }
}

/** Reports that tell the same: to look at, and to merge one way or the other. */
function found(
  items: DuplicateList["items"],
  view: OfficerView,
  open: OpenCommand,
  merged: (view: OfficerView) => void,
): HTMLElement {
  return section(
    "duplicates",
    t("desk.duplicates"),
    h(
      "ul",
      { class: "govuk-list duplicates" },
      ...items.map((one) =>
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
          ...(view.allowed.includes("join")
            ? [
                h(
                  "button",
                  { type: "button", class: "as-link", onclick: () => open("join", { into: one.report_id }) },
                  t("desk.mergeInto"),
                ),
                mergeHere(view, one, merged),
              ]
            : []),
        ),
      ),
    ),
  );
}

/** Who sent it. */
export const reporter = (view: OfficerView): HTMLElement => section("who", word("role", "reporter"), identity(view));

/** What must be known before anything is done: secret, sealed, nobody reached. */
export function warnings(view: OfficerView): HTMLElement[] {
  const said: string[] = [];
  if (view.supervisory) said.push(view.sealed ? t("desk.sealedLong") : t("desk.supervisoryLong"));
  if (view.confidential && !view.supervisory)
    said.push(t(view.publicity_allowed ? "desk.confidentialButAllowed" : "desk.confidentialLong"));
  if (view.referred_to_ombudsman) said.push(t("desk.referredLong"));
  if (view.reported_agencies.length > 0)
    said.push(
      t("desk.reportedLong", { names: view.reported_agencies.map((one) => view.agency_names[one] ?? one).join(", ") }),
    );
  if (view.case && view.case.main !== view.report_id) said.push(t("desk.inCase", { number: view.case.main }));
  if (view.duplicate_of) said.push(t("desk.duplicateLong", { number: view.duplicate_of }));
  for (const one of view.undelivered)
    said.push(t("desk.undeliveredLong", { who: who(one.recipient), why: unreached(one.reason) }));
  return said.map((sentence) => h("p", { class: "govuk-inset-text warning" }, sentence));
}

const who = (recipient: string) => (recipient === "reporter" ? word("role", "reporter") : t("desk.anOfficer"));
const unreached = (why: string) =>
  t(
    isSpoken("desk", `unreached_${why}`) ? (`desk.unreached_${why}` as "desk.unreached_other") : "desk.unreached_other",
  );
