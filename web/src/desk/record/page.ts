/** "Catat laporan": a letter, a call, somebody at the counter. One page, worked by keys; Ctrl and Enter record it. */
import type { Profile, Proposals, RecordedReceipt } from "../../shared/answers.ts";
import type { Typed } from "../../shared/controls.ts";
import { button, h, p } from "../../shared/element.ts";
import { clearFaults, showFailure } from "../../shared/errors.ts";
import { Refused } from "../../shared/http.ts";
import { parsed, session } from "../../shared/storage.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";
import { named } from "../named_faults.ts";
import { draftOf, dropDraft, keepDraft } from "../drafts.ts";
import { filesAreUp, idsOf } from "../proof.ts";
import { deskAddress, link, type DeskPage } from "../desk.ts";
import { addressee } from "./addressee.ts";
import { bodyOf } from "./body.ts";
import { clocks } from "./clocks.ts";
import { FORM, head, kinds, others, person, words } from "./fields.ts";
import { proposing, similar } from "./proposed.ts";
import { receiptOf } from "./receipt.ts";

const DRAFT = ["new", FORM] as const;
const KEY = "lapor-desk-draft new key";
/** Spoken consent is what one gives on the telephone; the letter itself says that its writer wants it followed up. */
const ON_PAPER = new Set(["letter"]);

export const recordPage: DeskPage = (place, profile) => {
  show(place, profile);
  return Promise.resolve(t("desk_record.title"));
};

function show(place: HTMLElement, profile: Profile): void {
  const typed = draftOf(...DRAFT);
  const hasDraft = Object.keys(typed).length > 0;
  const again = () => {
    dropDraft(...DRAFT);
    session.remove(KEY);
    show(place, profile);
    place.querySelector<HTMLElement>("#record-channel")?.focus();
  };
  place.replaceChildren(
    h("h1", { class: "govuk-heading-l", tabindex: "-1" }, t("desk_record.title")),
    p(t("desk_record.about"), " ", link(t("desk_record.importTitle"), deskAddress({ page: "record_import" }))),
    hasDraft
      ? h(
          "p",
          { class: "govuk-inset-text" },
          t("desk_record.draft"),
          " ",
          button(t("desk_record.drop"), again, "secondary"),
        )
      : "",
    form(place, profile, typed, again),
  );
}

function form(place: HTMLElement, profile: Profile, kept: Typed, again: () => void): HTMLElement {
  const limits = h("div", { class: "clocks", role: "status" });
  const beside = h("div", { class: "desk-beside", role: "status" });
  const status = h("p", { class: "govuk-body", role: "status" });
  const chosen = addressee(profile, kept["agency_id"] ?? "", () => void changed());
  const columns = h("div", { class: "record__columns" });
  const made = h(
    "form",
    { novalidate: true, class: "record" },
    ...head(kept),
    limits,
    ...words(kept),
    ...kinds(kept),
    chosen.element,
    ...person(kept),
    ...others(kept),
    status,
    h(
      "div",
      { class: "govuk-button-group" },
      h("button", { class: "govuk-button", id: "record-send" }, t("desk_record.send")),
    ),
    p(h("span", { class: "quiet" }, t("desk_record.keys"))),
  );
  const control = (name: string) => made.querySelector<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)!;
  const touched = new Set(Object.keys(kept));
  const tell = clocks(limits);
  const propose = proposing((found) => take(found));
  let today = "";

  /** What follows another field until somebody changes it. */
  const follow = () => {
    if (!touched.has("consent_given.how"))
      control("consent_given.how").value = ON_PAPER.has(control("channel").value) ? "paper" : "spoken";
    if (!touched.has("consent_given.on")) control("consent_given.on").value = control("received_on").value;
  };
  const count = async () => {
    const asked = { agency: chosen.value(), classification: control("classification").value };
    const found = await tell({ ...asked, received: control("received_on").value });
    if (!found) return;
    today = found.latest;
    const received = control("received_on") as HTMLInputElement;
    // Set anew, even to the same, they would take a half-typed date from under the clerk's fingers.
    if (received.min !== found.earliest) received.min = found.earliest;
    if (received.max !== found.latest) received.max = found.latest;
    if (!received.value && !touched.has("received_on")) received.value = found.received_on;
    follow();
  };
  const changed = async () => {
    keepDraft(...DRAFT, onlyTouched(typedIn(made, chosen.value()), touched));
    follow();
    propose(`${control("title").value}\n${control("body").value}`.trim(), placeOf(made, chosen.value(), profile));
    await count();
  };
  const take = (found: Proposals) => {
    chosen.propose(found);
    beside.replaceChildren(...similar(found));
    const [first] = found.categories;
    if (first && !touched.has("category")) control("category").value = first.id;
  };
  made.addEventListener("input", (event) => touched.add((event.target as HTMLInputElement).name));
  made.addEventListener("change", (event) => {
    touched.add((event.target as HTMLInputElement).name);
    void changed();
  });
  made.addEventListener("input", () =>
    propose(`${control("title").value}\n${control("body").value}`.trim(), placeOf(made, chosen.value(), profile)),
  );
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
      made.querySelector<HTMLElement>("#record-send")?.click();
  });
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    if (made.getAttribute("aria-busy") === "true") return;
    made.setAttribute("aria-busy", "true");
    const said = typedIn(made, chosen.value());
    void send(made, status, () => bodyOf(said, idsOf(made), today))
      .then((receipt) => {
        if (!receipt) return;
        const about = {
          title: said["title"] ?? "",
          name: said["reporter.name"] ?? "",
          email: said["reporter.email"] ?? "",
        };
        dropDraft(...DRAFT);
        session.remove(KEY);
        place.replaceChildren(receiptOf(receipt, about, again));
        place.querySelector("h1")?.focus();
        scrollTo(0, 0);
      })
      .finally(() => made.removeAttribute("aria-busy"));
  });
  void count();
  columns.append(made, beside);
  return columns;
}

async function send(form: HTMLFormElement, status: HTMLElement, body: () => unknown): Promise<RecordedReceipt | null> {
  clearFaults(form);
  status.textContent = t("common.loading");
  try {
    await filesAreUp(form);
    return await ask<RecordedReceipt>("POST", "/officer/reports", body(), keyOfDraft());
  } catch (failure) {
    status.textContent = "";
    // What was recorded under this key stays so; what stands here now is another report.
    if (failure instanceof Refused && failure.error.code === "key_reused") session.remove(KEY);
    showFailure(form, status, named(form, failure));
    return null;
  }
}

/** One key for one draft: pressed twice, or again after the line broke, it is one report. */
function keyOfDraft(): string {
  const key =
    parsed<string>(session.get(KEY)) ??
    [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
  session.set(KEY, JSON.stringify(key));
  return key;
}

function typedIn(form: HTMLFormElement, agency: string): Typed {
  const typed: Typed = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && !name.startsWith("_")) typed[name] = value;
  return { ...typed, agency_id: agency };
}

const onlyTouched = (typed: Typed, touched: Set<string>): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name, value]) => touched.has(name) && value));

/** The place as far as it was typed, and the region of the institution by its code. */
function placeOf(form: HTMLFormElement, agency: string, profile: Profile): string {
  const village = form.querySelector<HTMLInputElement>('[name="location.village"]')?.value ?? "";
  const region = (agency || profile.institution_id || "").split(".")[1] ?? "";
  return [village.replace(/,/g, " ").trim(), region].filter(Boolean).join(", ");
}
