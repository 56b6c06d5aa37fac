/** How many characters are left, counted as the API counts them: an emoji is one. */
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";
import { lengthOf } from "./rules.ts";

const PAUSE = 800;
/** While so much of the room is left nobody needs to know. */
const TOLD_FROM = 0.25;

/** Count under a text field; what is read aloud waits until the typing pauses. */
export function countCharacters(field: HTMLInputElement | HTMLTextAreaElement, most: number): void {
  const seen = h("div", { class: "counter", "aria-hidden": "true" });
  const heard = h("div", { class: "govuk-visually-hidden", role: "status" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const draw = () => {
    const left = most - lengthOf(field.value);
    seen.textContent = left < 0 ? t("submit.counterOver", { n: -left }) : t("submit.counter", { n: left });
    seen.hidden = left > most * TOLD_FROM;
    seen.classList.toggle("counter--over", left < 0);
    clearTimeout(timer);
    timer = setTimeout(
      () => void (field === document.activeElement && !seen.hidden && (heard.textContent = seen.textContent)),
      PAUSE,
    );
  };
  field.addEventListener("input", draw);
  field.after(seen, heard);
  draw();
}
