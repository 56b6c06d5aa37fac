/** The top of the own view: where the report stands, the agency's answer with its pictures, and what is wrong. */
import type { OwnView } from "../shared/answers.ts";
import { button, h, p } from "../shared/element.ts";
import { citizensDeadline, standing } from "../shared/standing.ts";
import { now, why } from "../shared/timeline.ts";
import { t, word } from "../shared/words.ts";
import { beforeAndAfter } from "./files.ts";
import { promisedAhead } from "./promise.ts";
import type { Opened } from "./session.ts";
import { titleOf } from "./steps.ts";

/** Number, title, the bar of stages and the sentence of today. */
export function head(view: OwnView): HTMLElement {
  return h(
    "div",
    {},
    h(
      "p",
      { class: "govuk-body quiet" },
      h("span", { class: "govuk-!-font-weight-bold" }, view.report_id),
      ` · ${word("classification", view.classification)}`,
    ),
    h("h1", { class: "govuk-heading-l", tabindex: "-1", id: "report-title", dir: "auto" }, view.title),
    view.mail_undelivered ? undelivered() : null,
    standing(view),
    promisedAhead(view),
    ofCase(view),
  );
}

/** What the agency answered, with pictures of before and after where it sent some; null while it has not. */
export function answerOf(view: OwnView, open: Opened): HTMLElement | null {
  const answer = [...view.events].reverse().find(({ type, text }) => type === "answered" && text);
  if (!answer || !["answered", "closed"].includes(view.state)) return null;
  return h(
    "section",
    { class: "answer", "aria-labelledby": "answer" },
    h("h2", { class: "govuk-heading-m", id: "answer" }, t("track.answer")),
    h("p", { class: "govuk-body text", dir: "auto" }, answer.text ?? ""),
    beforeAndAfter(view.attachments, answer, open),
  );
}

/** Status, who handles it and how long it may still take, each in its line; and why that long. */
export function facts(view: OwnView): HTMLElement {
  return h("div", {}, now(view), why(citizensDeadline(view)));
}

/** Why the answer is to somebody else's report as well, and the way out where there is one. */
function ofCase(view: OwnView): HTMLElement | null {
  if (!view.case) return null;
  if (view.case.main === view.report_id) return p(t("track.mainOfCase"));
  const out = ["leave", "dispute"].find((name) => (view.allowed as readonly string[]).includes(name));
  const wayOut = out ? ` ${t("track.notTheSame", { step: titleOf(out, view) })}` : "";
  return h("p", { class: "govuk-body", id: "case" }, t("track.inCase", { size: view.case.size }), wayOut);
}

/** Our mail does not arrive: the way to put the address right. */
function undelivered(): HTMLElement {
  const open = () => {
    const step = document.getElementById("step-contact") as HTMLDetailsElement | null;
    if (!step) return;
    step.open = true;
    step.scrollIntoView();
    step.querySelector<HTMLElement>("#contact-email")?.focus();
  };
  return h(
    "div",
    { class: "govuk-inset-text", id: "undelivered" },
    p(t("track.undelivered")),
    button(word("command", "contact"), open, "secondary"),
  );
}
