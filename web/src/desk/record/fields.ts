/** What is asked of a report that somebody else made: in the order in which a letter is read, one Tab from line to line. */
import { check, group, line, select, type Typed } from "../../shared/controls.ts";
import { disclosure, h } from "../../shared/element.ts";
import {
  CLASSIFICATIONS,
  CONSENT_WAYS,
  LENGTHS,
  MULTIPLE_CHOICES,
  PERSON_FIELDS,
  PLACE_FIELDS,
  PROXY_FIELDS,
  RECORDED_CHANNELS,
} from "../../shared/facts.ts";
import { codes, t, word } from "../../shared/words.ts";
import { proofFiles } from "../proof.ts";

export const FORM = "record";
/** Parts of the place that a clerk types as they stand in the letter: below the region, which is the institution's. */
export const PLACE = PLACE_FIELDS.filter((name) => name !== "province" && name !== "regency");

const spoken = (kind: string, values: readonly string[]) => values.map((one) => [one, word(kind, one)]);
const labelled = (name: string) => word("label", name);

/** The lines up to the words of the report. */
export function head(typed: Typed): HTMLElement[] {
  const first: Typed = { channel: "letter", ...typed };
  return [
    select(FORM, "channel", labelled("channel"), spoken("channel", RECORDED_CHANNELS), first),
    line(FORM, "received_on", labelled("received_on"), typed, "", "date"),
    line(FORM, "external_number", labelled("external_number"), typed, t("desk_record.numberHint")),
  ];
}

/** What the report says. */
export function words(typed: Typed): HTMLElement[] {
  const body = h("textarea", {
    class: "govuk-textarea",
    id: `${FORM}-body`,
    name: "body",
    rows: 6,
    maxlength: LENGTHS.body[1],
    dir: "auto",
  });
  body.value = typed["body"] ?? "";
  return [
    line(FORM, "title", labelled("title"), typed),
    group(body.id, labelled("body"), t("desk_record.bodyHint"), body),
    ...PLACE.map((name) => line(FORM, `location.${name}`, labelled(`location.${name}`), typed)),
  ];
}

/** What kind of report it is; both are proposed, and one key changes them. */
export function kinds(typed: Typed): HTMLElement[] {
  const topics = [["", t("desk_record.chooseCategory")], ...codes("category")];
  return [
    select(FORM, "category", labelled("category"), topics, typed),
    select(FORM, "classification", labelled("classification"), spoken("classification", CLASSIFICATIONS), typed),
  ];
}

/** Who made it, and that they agreed. */
export function person(typed: Typed): HTMLElement[] {
  return [
    ...PERSON_FIELDS.map((name) => line(FORM, `reporter.${name}`, labelled(`reporter.${name}`), typed)),
    select(FORM, "consent_given.how", labelled("consent_given.how"), spoken("consent", CONSENT_WAYS), typed),
    line(FORM, "consent_given.on", labelled("consent_given.on"), typed, t("desk_record.consentHint"), "date"),
  ];
}

/** The scanned letter, and what few reports need. */
export function others(typed: Typed): HTMLElement[] {
  const box = (name: string) => check(name, labelled(name), typed[name] === "true");
  return [
    proofFiles(FORM, typed, t("desk_record.scan"), t("desk_record.scanHint")),
    disclosure(
      t("desk_record.more"),
      box("anonymous"),
      box("confidential"),
      ...PROXY_FIELDS.map((name) => line(FORM, `proxy.${name}`, labelled(`proxy.${name}`), typed)),
      line(FORM, "event_date", labelled("event_date"), typed, "", "date"),
      ...Object.entries(MULTIPLE_CHOICES).map(([name, options]) => several(name, options, typed)),
    ),
  ];
}

function several(name: string, options: readonly string[], typed: Typed): HTMLElement {
  const ticked = (typed[name] ?? "").split(" ");
  const boxes = options.map((one) =>
    check(`${name}.${one}`, word(name, one), ticked.includes(one) || typed[`${name}.${one}`] === "true"),
  );
  return h(
    "fieldset",
    { class: "govuk-fieldset" },
    h("legend", { class: "govuk-fieldset__legend" }, labelled(name)),
    ...boxes,
  );
}
