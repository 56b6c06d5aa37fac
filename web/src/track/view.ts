/** The own view: a report whole, as its reporter alone sees it. */
import type { Export, OwnView, ReadingPage } from "../shared/answers.ts";
import { reason, ask, part } from "../shared/api.ts";
import { dayInWords, momentInWords } from "../shared/dates.ts";
import { allBehind, withEarlier } from "../shared/earlier.ts";
import { button, fact, h, p } from "../shared/element.ts";
import { choiceFacts, placeInWords, wayFacts } from "../shared/report.ts";
import { dossierForm, receiptForm } from "../shared/printing.ts";
import { save } from "../shared/saving.ts";
import { course, eventsOf } from "../shared/timeline.ts";
import { home, language, t, word } from "../shared/words.ts";
import { filesOf } from "./files.ts";
import type { Opened } from "./session.ts";

const heading = (text: string, id: string) => h("h2", { class: "govuk-heading-m", id }, text);
const section = (text: string, id: string, ...children: (Node | string | null)[]) =>
  h("section", { "aria-labelledby": id }, heading(text, id), ...children);

/** What has happened, and what was written: what comes after what is to be done. */
export function courseOf(view: OwnView, open: Opened): HTMLElement {
  return h("div", {}, section(t("track.course"), "course", course(view, null, open.code)), yours(view, open));
}

/** The ways outside, readings, copy: what stands below the settings. */
export function rest(view: OwnView, open: Opened): HTMLElement {
  return h("div", {}, outside(view, open), readings(view, open), copy(view, open));
}

function yours(view: OwnView, open: Opened): HTMLElement {
  const facts = [fact(t("track.kind"), word("classification", view.classification))];
  if (view.event_date) facts.push(fact(t("track.date"), dayInWords(view.event_date, language())));
  const place = placeInWords(view.location, view.agency_names);
  if (place) facts.push(fact(t("track.place"), h("span", { dir: "auto" }, place)));
  facts.push(...choiceFacts(view), ...wayFacts(view), fact(t("track.flags"), flags(view)));
  const files = filesOf(view.attachments, open);
  return section(
    t("track.yours"),
    "yours",
    h("p", { class: "govuk-body text", dir: "auto" }, view.body ?? ""),
    files,
    h("dl", { class: "now" }, ...facts),
    seePublished(view),
  );
}

function flags(view: OwnView): string {
  const all: [boolean, string][] = [
    [view.anonymous, t("track.anonymous")],
    [view.confidential, t("track.confidential")],
    [view.supervisory, t("track.supervisory")],
    [view.published, t("track.published")],
    [!view.published, t("track.notPublished")],
    [view.referred_to_ombudsman, t("track.ombudsmanReferred")],
    [Boolean(view.duplicate_of), t("track.mainReport", { number: view.duplicate_of ?? "" })],
  ];
  return all.flatMap(([is, said]) => (is ? [said] : [])).join(" · ");
}

function seePublished(view: OwnView): HTMLElement | null {
  if (!view.published) return null;
  return p(
    h("a", { class: "govuk-link", href: `${home()}/laporan?id=${part(view.report_id)}` }, t("track.seePublished")),
  );
}

/** The Ombudsman and the regional council: who reads along, and how to complain there, which nothing here does. */
function outside(view: OwnView, { id, code }: Opened): HTMLElement {
  const given = [...view.events].reverse().find(({ type }) => type === "ombudsman_referred");
  const since = given ? t("common.since", { day: momentInWords(given.at, language()) }) : "";
  return section(
    t("track.outside"),
    "outside",
    view.referred_to_ombudsman
      ? h(
          "div",
          { class: "govuk-inset-text" },
          p(h("strong", {}, t("track.ombudsmanReferred")), ` ${since}. ${t("track.ombudsmanNotYet")}`),
        )
      : null,
    p(t("track.outsideText")),
    dossierForm(id, code),
  );
}

const readingsOf =
  ({ id, code }: Opened) =>
  (cursor: string) =>
    ask<ReadingPage>("GET", `/reports/${part(id)}/readings?limit=100&cursor=${part(cursor)}`, { code });

function readings(view: OwnView, open: Opened): HTMLElement {
  const name = (id: string | null) => (id ? (view.agency_names[id] ?? id) : "");
  const shown = ({ at, actor }: OwnView["identity_readings"][number]) =>
    h("li", {}, `${momentInWords(at, language())}: ${word("role", actor.role)}, ${name(actor.agency_id)}`);
  const all = [...view.identity_readings].reverse().map(shown);
  // Once the identity is no longer kept, nor is who read it: "nobody yet" would not be true.
  const expired = view.events.some(({ type }) => type === "expired");
  const none = p(expired ? word("event", "expired") : t("track.noReadings"));
  return section(
    t("track.readings"),
    "readings",
    all.length > 0
      ? withEarlier(
          h("ul", { class: "govuk-list govuk-list--bullet" }, ...all),
          view.earlier_readings,
          readingsOf(open),
          shown,
          reason,
        )
      : none,
  );
}

function copy(view: OwnView, { id, code }: Opened): HTMLElement {
  const said = h("p", { class: "govuk-body", role: "status" });
  const download = async () => {
    try {
      const found = await ask<Export>("GET", `/reports/${part(id)}/export`, { code });
      const { report } = found;
      report.events.unshift(...(await allBehind(report.earlier_events, eventsOf(id, code))).reverse());
      report.identity_readings.unshift(
        ...(await allBehind(report.earlier_readings, readingsOf({ id, code }))).reverse(),
      );
      const file = new Blob([JSON.stringify(found, null, 2)], { type: "application/json" });
      save(file, t("track.downloadFile", { number: view.report_id }));
    } catch (failure) {
      said.textContent = reason(failure);
    }
  };
  return section(
    t("track.copy"),
    "copy",
    p(t("track.copyHint")),
    button(t("track.download"), () => void download(), "secondary"),
    receiptForm(id, code),
    said,
  );
}
