/** The ways to keep a receipt, each of them pressed by its reader; and the way to leave nothing on this device. */
import { button, h, type Child } from "../shared/element.ts";
import { receiptForm } from "../shared/printing.ts";
import { save } from "../shared/saving.ts";
import { home, t } from "../shared/words.ts";
import type { Receipt } from "../shared/submission/draft.ts";

const WHATSAPP = "https://wa.me/?text=";

/** Opens the report without number or code to be typed: what follows the # is sent to no server. */
const linkTo = ({ report_id, access_code }: Receipt): string =>
  `${location.origin}${home()}/lacak#${report_id}.${access_code}`;

/** Copy, WhatsApp, print, save, and a code for another telephone's camera; `leave` takes it off this device. */
export function waysToKeep(receipt: Receipt, leave: () => void): HTMLElement {
  const said = h("p", { class: "govuk-body", role: "status" });
  const buttons = h(
    "div",
    { class: "govuk-button-group" },
    button(t("submit.copy"), () => void copy(receipt, said)),
    toWhatsApp(receipt),
    button(t("submit.print"), () => print(), "secondary"),
    button(t("submit.save"), () => saveAsFile(receipt), "secondary"),
  );
  const place = h("div", { class: "receipt__code" });
  void drawCode(receipt, place);
  return h(
    "div",
    {},
    h("div", { class: "unprinted" }, buttons, said),
    place,
    h(
      "div",
      { class: "unprinted" },
      receiptForm(receipt.report_id, receipt.access_code),
      h(
        "p",
        { class: "govuk-body" },
        t("submit.sharedDevice"),
        " ",
        h("button", { type: "button", class: "as-link", onclick: leave }, t("submit.forget")),
      ),
    ),
  );
}

const inWords = ({ report_id, access_code }: Receipt): string =>
  `LAPOR!\n${t("submit.receiptNumber")}: ${report_id}\n${t("submit.receiptCode")}: ${access_code}\n`;

async function copy(receipt: Receipt, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(`${inWords(receipt)}${linkTo(receipt)}\n`);
    said.textContent = t("submit.copied");
  } catch {
    said.textContent = t("submit.copyFailed");
  }
}

/** A link and no more: WhatsApp opens when it is pressed, and the person chooses the chat. */
function toWhatsApp(receipt: Receipt): HTMLElement {
  const text = t("submit.whatsappText", { number: receipt.report_id, link: linkTo(receipt) });
  return h(
    "a",
    {
      class: "govuk-button govuk-button--secondary",
      id: "to-whatsapp",
      href: `${WHATSAPP}${encodeURIComponent(text)}`,
      target: "_blank",
      rel: "noopener noreferrer",
      role: "button",
      draggable: "false",
    },
    t("submit.whatsapp"),
  );
}

function saveAsFile(receipt: Receipt): void {
  const file = new Blob([`${inWords(receipt)}${linkTo(receipt)}\n`], { type: "text/plain" });
  save(file, t("submit.receiptFile", { number: receipt.report_id }));
}

async function drawCode(receipt: Receipt, place: HTMLElement): Promise<void> {
  const drawn: Child[] = [];
  try {
    const { qrCode } = await import("../shared/qr.ts");
    drawn.push(qrCode(linkTo(receipt), t("submit.qr")), h("p", { class: "govuk-body-s" }, t("submit.qrHint")));
  } catch {
    // Without a line it did not come: number and code stand above, and every other way to keep them is there.
  }
  place.replaceChildren(...drawn.filter((one): one is Node => one instanceof Node));
}
