/** The commands that the API allows now, the likely one first, each with its form. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import { h, p } from "../../shared/element.ts";
import type { CommandName } from "../../shared/facts.ts";
import { t } from "../../shared/words.ts";
import type { Typed } from "../../shared/controls.ts";
import { draftOf } from "../drafts.ts";
import { commandWord } from "./fields.ts";
import { commandForm, type AfterCommand } from "./form.ts";
import { inOrder, likelyNext } from "./order.ts";

/** The section; a command with a draft is open already, so that nobody overlooks what they began. */
export function actions(view: OfficerView, profile: Profile, after: AfterCommand): HTMLElement {
  const names = inOrder(view.allowed, view.state);
  const rows = names.map((name) => row(name, view, profile, after));
  return h(
    "div",
    { class: "actions unprinted" },
    ...(names.length > 0
      ? [h("h2", { class: "govuk-heading-m", id: "actions" }, t("desk.actions")), ...rows]
      : [p(t("desk.nothingToDo"))]),
  );
}

/** Open a command's form anew with something filled in beside what was kept; the other forms stay as they are. */
export function openCommand(
  place: HTMLElement,
  [name, typed]: [CommandName, Typed],
  view: OfficerView,
  profile: Profile,
  after: AfterCommand,
): void {
  const old = place.querySelector(`#do-${name}`);
  if (!old) return;
  const opened = row(name, view, profile, after, typed);
  old.replaceWith(opened);
  opened.scrollIntoView({ block: "start" });
  const first = opened.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select, button");
  (opened.querySelector<HTMLElement>("input[type=radio]:checked") ?? first ?? opened).focus();
}

function row(
  name: CommandName,
  view: OfficerView,
  profile: Profile,
  after: AfterCommand,
  typed?: Typed,
): HTMLDetailsElement {
  const isKept = Object.keys(draftOf(view.report_id, name)).length > 0;
  const isNext = name === likelyNext(view.allowed, view.state);
  const details = h(
    "details",
    { class: `choice${isNext ? " choice--next" : ""}`, id: `do-${name}`, open: isKept || typed !== undefined },
    h("summary", {}, commandWord(name, view), isKept ? h("span", { class: "quiet" }, ` · ${t("desk.draftKept")}`) : ""),
  );
  // A form is made when it is first opened: most never are.
  const fill = () =>
    details.childElementCount === 1 && details.append(commandForm(name, view, profile, after, typed ?? {}));
  details.addEventListener("toggle", () => details.open && fill());
  if (details.open) fill();
  return details;
}
