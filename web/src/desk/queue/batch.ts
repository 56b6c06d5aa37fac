/** Several reports at once: the same command for each, one after the other, and what became of each. */
import type { Profile, QueueItem } from "../../shared/answers.ts";
import { part, reasons } from "../../shared/api.ts";
import { button, h, p } from "../../shared/element.ts";
import type { BatchName } from "../../shared/facts.ts";
import { NoLine, Refused } from "../../shared/http.ts";
import { t, word } from "../../shared/words.ts";
import { agencyPicker } from "../agency_picker.ts";
import { ask } from "../api.ts";

/** The bar over the list; `refresh` after the choice has changed, `done` shows the list anew. */
export function batchBar(profile: Profile, chosen: Map<string, QueueItem>, done: () => void) {
  const status = h("p", { class: "govuk-body", role: "status" });
  const panel = h("div", {});
  const open = (name: BatchName, opener: HTMLElement) => {
    const close = () => {
      panel.replaceChildren();
      opener.focus();
    };
    panel.replaceChildren(form(name, chosen, panel, done, close));
    panel.querySelector("h2")?.focus();
  };
  const buttons = profile.may_batch.map((name) =>
    button(word("command", name), (event) => open(name, event.currentTarget as HTMLElement), "secondary"),
  );
  const group = h("div", { class: "govuk-button-group" }, ...buttons);
  const element = h("section", { class: "batch unprinted", "aria-label": t("desk.batch") }, status, group, panel);
  const refresh = () => {
    group.hidden = chosen.size === 0;
    status.textContent = chosen.size > 0 ? t("desk.chosen", { n: chosen.size }) : t("desk.batchHint");
    if (chosen.size === 0) panel.replaceChildren();
  };
  refresh();
  return { element, refresh };
}

function form(
  name: BatchName,
  chosen: Map<string, QueueItem>,
  panel: HTMLElement,
  done: () => void,
  close: () => void,
): HTMLElement {
  const into = h("input", {
    class: "govuk-input govuk-input--width-20",
    id: "batch-into",
    name: "into",
    placeholder: "LP-…",
  });
  const fields: Record<BatchName, HTMLElement> = {
    forward: agencyPicker("to", t("desk_forms.to")),
    merge: h(
      "div",
      { class: "govuk-form-group" },
      h("label", { class: "govuk-label govuk-label--s", for: "batch-into" }, t("desk_forms.into")),
      h("p", { class: "govuk-hint" }, t("desk_forms.intoHint")),
      into,
    ),
    publish: p(t("desk.batchPublish")),
  };
  const said = h("p", { class: "govuk-error-message", role: "alert" });
  const send = h(
    "button",
    { class: "govuk-button" },
    t("desk.batchSend", { command: word("command", name), n: chosen.size }),
  );
  const body = h(
    "form",
    { novalidate: true, class: "batch__form" },
    h("h2", { class: "govuk-heading-m", tabindex: "-1" }, word("command", name)),
    fields[name],
    said,
    h("div", { class: "govuk-button-group" }, send, button(t("desk.cancel"), close, "secondary")),
  );
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(body)) as Record<string, string>;
    const missing = (name === "forward" && !given["to"]) || (name === "merge" && !given["into"]?.trim());
    said.textContent = missing ? word("field", "required") : "";
    if (!missing)
      void run(
        name,
        name === "forward" ? { to: given["to"] } : name === "merge" ? { into: given["into"] } : {},
        chosen,
        panel,
        done,
      );
  });
  return body;
}

async function run(
  name: BatchName,
  given: Record<string, unknown>,
  chosen: Map<string, QueueItem>,
  panel: HTMLElement,
  done: () => void,
): Promise<void> {
  const items = [...chosen.values()];
  const progress = h("progress", { max: items.length, value: 0, "aria-label": word("command", name) });
  const status = h("p", { class: "govuk-body", role: "status" });
  const results = h("ul", { class: "govuk-list batch__results" });
  panel.replaceChildren(progress, status, results);
  let [taken, failed] = [0, 0];
  for (const item of items) {
    status.textContent = t("desk.batchProgress", { done: taken + failed, all: items.length });
    try {
      await ask("POST", `/officer/reports/${part(item.report_id)}/${name}`, { ...given, version: item.version });
      taken += 1;
      results.append(h("li", { class: "is-done" }, `✓ ${item.report_id}: ${t("desk.batchDone")}`));
    } catch (failure) {
      failed += 1;
      results.append(h("li", { class: "is-refused" }, `✗ ${item.report_id}: ${why(failure)}`));
      if (failure instanceof NoLine) break;
    }
    progress.value = taken + failed;
  }
  const left = items.length - taken - failed;
  const end = t("desk.batchEnd", { done: taken, failed });
  status.textContent = left > 0 ? `${end} ${t("desk.batchLeft", { n: left })}` : end;
  panel.append(button(t("desk.batchReload"), done));
}

function why(failure: unknown): string {
  const faults = failure instanceof Refused ? failure.error.fields : [];
  return faults.some(({ field }) => field.startsWith("public_")) ? t("desk.batchNoPublicText") : reasons(failure);
}
