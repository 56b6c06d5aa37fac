/** The receipt of a recorded report: for the printer, or for the eye of whoever stands at the counter; the code once. */
import type { RecordedReceipt } from "../../shared/answers.ts";
import { momentInWords } from "../../shared/dates.ts";
import { button, fact, h, p, type Child } from "../../shared/element.ts";
import { home, language, t } from "../../shared/words.ts";

/** What stands on paper beside number and code. */
export type Recorded = { title: string; name: string; email: string };

/** The page in place of the form; `next` begins another one. */
export function receiptOf(receipt: RecordedReceipt, said: Recorded, next: () => void): HTMLElement {
  const picture = h("div", { class: "receipt__code" });
  const address = `${location.origin}${home()}/lacak`;
  void draw(picture, `${address}#${receipt.report_id}.${receipt.access_code}`);
  return h(
    "div",
    { class: "recorded" },
    h("h1", { class: "govuk-heading-l", tabindex: "-1" }, t("desk_record.done")),
    h(
      "div",
      { class: "receipt" },
      h(
        "dl",
        {},
        fact(t("desk_record.number"), h("span", { class: "code", id: "number" }, receipt.report_id)),
        fact(t("desk_record.code"), h("span", { class: "code", id: "code" }, receipt.access_code)),
        fact(t("desk_record.aboutTitle"), h("span", { dir: "auto" }, said.title)),
        said.name ? fact(t("desk_record.aboutName"), h("span", { dir: "auto" }, said.name)) : h("span", {}),
        fact(t("desk_record.firstLimit"), momentInWords(receipt.due_at, language())),
      ),
    ),
    picture,
    p(t("desk_record.howToTrack", { address })),
    h("p", { class: "govuk-inset-text unprinted" }, t("desk_record.once")),
    h("p", { class: "govuk-body unprinted" }, sent(receipt, said)),
    h(
      "div",
      { class: "govuk-button-group" },
      button(t("desk_record.print"), () => print()),
      button(t("desk_record.next"), next, "secondary"),
    ),
  );
}

function sent(receipt: RecordedReceipt, { email }: Recorded): string {
  if (!email) return t("desk_record.notMailed");
  const from = receipt.letter_not_before;
  return from ? t("desk_record.mailedLater", { moment: momentInWords(from, language()) }) : t("desk_record.mailed");
}

async function draw(place: HTMLElement, address: string): Promise<void> {
  const drawn: Child[] = [];
  try {
    const { qrCode } = await import("../../shared/qr.ts");
    drawn.push(qrCode(address, t("desk_record.qr")));
  } catch {
    // Without a line it did not come: number and code stand above it.
  }
  place.replaceChildren(...drawn.filter((one): one is Node => one instanceof Node));
}
