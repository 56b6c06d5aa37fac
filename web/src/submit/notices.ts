/** What stands above and below the form: a draft found, its deletion, a report sent earlier from this tab. */
import { byId, h } from "../shared/element.ts";
import { draftInWords } from "../shared/draft_notice.ts";
import { t } from "../shared/words.ts";
import type { Draft, Receipt } from "../shared/submission/draft.ts";
import { drawFiles } from "./files.ts";
import { fillIn } from "./form.ts";
import { showReceipt } from "./receipt.ts";
import { current, erase, isOnDevice, reportForm, whenKept } from "./state.ts";
import { go, shownStep } from "./steps.ts";

const link = (text: string, onclick: () => void) => h("button", { type: "button", class: "as-link", onclick }, text);

/** Keep the line below the form true: that there is a draft on this device, and how to be rid of it. */
export function prepareDraftLine(afterErasing: () => void): void {
  const place = byId("draft");
  const rest = () => {
    if (place.querySelector(".asking")) return;
    place.replaceChildren(
      ...(isOnDevice()
        ? [
            h(
              "p",
              { class: "govuk-body-s quiet" },
              t("submit.saved", draftInWords(current())),
              " ",
              link(t("common.draftErase"), ask),
            ),
          ]
        : []),
    );
  };
  const ask = () => {
    const no = link(t("common.draftEraseNo"), () => {
      place.replaceChildren();
      rest();
    });
    const question = h(
      "p",
      { class: "govuk-body asking", tabindex: "-1" },
      h("strong", {}, t("common.draftEraseSure")),
      " ",
      link(t("common.draftEraseYes"), () => void eraseAll(afterErasing)),
      " ",
      no,
    );
    place.replaceChildren(question);
    question.focus();
  };
  whenKept(rest);
  rest();
}

async function eraseAll(afterErasing: () => void): Promise<void> {
  byId("draft").replaceChildren();
  await erase();
  fillIn(reportForm(), {});
  drawFiles();
  afterErasing();
  go("kejadian");
  notice(t("common.draftErased"));
}

/** Say whose draft was found, by its title and time, and offer to go on where it stopped. */
export function tellOfDraft(draft: Draft): void {
  const { step } = draft;
  const goOn = step && step !== shownStep() ? link(t("submit.continue"), () => go(step)) : "";
  notice(t("common.draftFound", draftInWords(draft)), goOn);
}

/** Say that a report was sent from this tab. */
export function tellOfReceipt(receipt: Receipt): void {
  notice(
    t("common.waiting", { number: receipt.report_id }),
    link(t("common.showReceipt"), () => void showReceipt(receipt)),
  );
}

function notice(text: string, more: Node | string = ""): void {
  byId("notices").replaceChildren(h("div", { class: "govuk-inset-text", role: "status" }, text, " ", more));
}
