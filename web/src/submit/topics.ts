/** What kind: three proposals from the words, each with its reason; "something else" opens all. */
import { byId, h } from "../shared/element.ts";
import { t } from "../shared/words.ts";
import { proposals } from "./proposals.ts";
import { choiceOf } from "./choice.ts";
import { drawSimilar } from "./similar.ts";
import { current, readForm, save } from "./state.ts";

const FIELD = "category";
/** Who waits longer for proposals gets the whole list. */
const PATIENCE = 3_500;
const select = () => byId("category") as HTMLSelectElement;

/** Say of a category that is never public that it is so. */
export function prepareTopics(): void {
  select().addEventListener("change", sayConfidential);
}

/** Draw the proposals for the words as they are now; without any the whole list stands there. */
export async function showTopics(): Promise<void> {
  const place = byId("topics");
  place.setAttribute("aria-busy", "true");
  if (!place.hasChildNodes()) reveal(Boolean(current().answers[FIELD]));
  const found = await Promise.race([proposals(), new Promise<null>((give) => setTimeout(give, PATIENCE, null))]);
  const chosen = current().answers[FIELD] ?? "";
  const offered = found?.categories ?? [];
  select().value = chosen;
  const isOffered = offered.some(({ id }) => id === chosen);
  const radio = (value: string, name: string, hint: string, checked: boolean) =>
    choiceOf({ name: FIELD, id: `topic-${value || "other"}`, value, text: name, hint, checked });
  const radios = [
    ...offered.map(({ id, name, reason }) => radio(id, name, reason, id === chosen)),
    radio("", t("submit.topicOther"), t("submit.topicOtherHint"), chosen !== "" && !isOffered),
  ];
  const legend = h("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, t("submit.topicProposed"));
  const group = h(
    "div",
    { class: "govuk-form-group" },
    h("fieldset", { class: "govuk-fieldset" }, legend, h("div", { class: "govuk-radios" }, ...radios)),
  );
  group.addEventListener("change", choose);
  place.replaceChildren(offered.length > 0 ? group : "");
  place.setAttribute("aria-busy", "false");
  reveal(offered.length === 0 || (chosen !== "" && !isOffered));
  sayConfidential();
  drawSimilar(found);
}

/** The whole list answers only while it is to be seen. */
function reveal(all: boolean): void {
  byId("all-topics").hidden = !all;
  if (all) select().setAttribute("name", FIELD);
  else select().removeAttribute("name");
}

function choose({ target }: Event): void {
  const { value } = target as HTMLInputElement;
  select().value = value;
  reveal(value === "");
  sayConfidential();
  readForm();
  void save();
}

function sayConfidential(): void {
  const secret = select().selectedOptions[0]?.dataset["confidential"] !== undefined;
  byId("topic-said").textContent = secret ? t("submit.confidentialTopic") : "";
}
