/** A unit's canned replies, to be put into what is being written. */
import type { CannedReply, CannedReplyList } from "../../shared/answers.ts";
import { reason } from "../../shared/api.ts";
import { disclosure, h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { ask } from "../api.ts";

/** What opens the canned replies of that agency; they are asked for when somebody wants them. */
export function cannedRepliesFor(area: HTMLTextAreaElement, agency: string): HTMLElement {
  const list = h("div", { role: "status" });
  const fill = async () => {
    if (list.querySelector("button")) return;
    list.replaceChildren(t("common.loading"));
    try {
      const { items } = await ask<CannedReplyList>("GET", `/officer/wordings?agency=${encodeURIComponent(agency)}`);
      list.replaceChildren(
        ...(items.length > 0
          ? items.map((one) => h("p", {}, insert(one, area)))
          : [h("p", {}, t("desk_forms.noReplies"))]),
      );
    } catch (failure) {
      list.replaceChildren(reason(failure));
    }
  };
  const box = disclosure(t("desk_forms.replies"), list);
  box.addEventListener("toggle", () => box.open && void fill());
  return box;
}

function insert(one: CannedReply, area: HTMLTextAreaElement): HTMLElement {
  const put = () => {
    area.setRangeText(one.text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  };
  return h(
    "button",
    { type: "button", class: "as-link", onclick: put },
    h("strong", {}, one.title),
    h("span", { class: "quiet queue__more", dir: "auto" }, one.text),
  );
}
