/** Verifying: the command that may say most. Only what the officer changed is sent. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import { disclosure, h, p } from "../../shared/element.ts";
import { t, word } from "../../shared/words.ts";
import { agencyPicker } from "../agency_picker.ts";
import { check, type Typed } from "../../shared/controls.ts";
import { choice } from "./choices.ts";
import { earlierTexts } from "./earlier_texts.ts";
import { offered } from "./offered.ts";
import { publicTextFields } from "./public_text.ts";

type Flag = "supervisory" | "confidential" | "publish";

/** The controls, filled with what was typed before. */
export function verifyFields(view: OfficerView, profile: Profile, typed: Typed): HTMLElement[] {
  if (profile.role === "inspectorate")
    return [p(t("desk_forms.notSupervisory")), h("input", { type: "hidden", name: "supervisory", value: "false" })];
  const isNew = view.state === "submitted";
  const chosen = (field: "classification" | "category") =>
    choice("verify", field, word("label", field), { [field]: view[field], ...typed });
  const picker = (field: "forward_to" | "reported_agencies", label: string, hint: string) => {
    const first = field === "forward_to" ? offered(view, profile, "verify") : [];
    return agencyPicker(field, label, first, typed[field], hint, typed[`_${field}`]);
  };
  const reported = disclosure(
    t("desk_forms.reported"),
    picker("reported_agencies", t("desk_forms.reported"), t("desk_forms.reportedHint")),
  );
  reported.open = Boolean(typed["reported_agencies"]);
  return [
    isNew ? chosen("classification") : null,
    chosen("category"),
    // What is supervisory stays so and is confidential: the page says it, there is nothing to tick.
    ...(view.supervisory
      ? []
      : [
          flag("supervisory", t("desk_forms.supervisory"), false, t("desk_forms.supervisoryHint"), typed),
          flag(
            "confidential",
            t("desk_forms.confidential"),
            view.confidential,
            t("desk_forms.confidentialHint"),
            typed,
          ),
        ]),
    reported,
    isNew ? picker("forward_to", t("desk_forms.forwardTo"), t("desk_forms.forwardToHint")) : null,
    view.allowed.includes("publish") ? publishing(view, typed) : null,
  ].filter((one): one is HTMLElement => one !== null);
}

/** What the officer changed of the report as it was read. */
export function verifyBody(
  body: Record<string, unknown>,
  form: HTMLFormElement,
  view: OfficerView,
): Record<string, unknown> {
  for (const name of ["supervisory", "confidential", "publish"] as const) {
    delete body[name];
    const box = form.querySelector<HTMLInputElement>(`input[name=${name}]`);
    if (box && box.checked !== (name === "publish" ? false : view[name])) body[name] = box.checked;
  }
  if (!body["publish"]) for (const field of ["public_title", "public_body", "public_texts"]) delete body[field];
  for (const same of ["classification", "category"] as const) if (body[same] === view[same]) delete body[same];
  // The list takes the place of the old one: whoever was named before must stay named, or would read it again.
  if (body["reported_agencies"])
    body["reported_agencies"] = [...new Set([...view.reported_agencies, String(body["reported_agencies"])])];
  return body;
}

function flag(name: Flag, label: string, is: boolean, hint: string, typed: Typed): HTMLElement {
  const element = check(name, label, is, hint);
  if (name in typed) element.querySelector("input")!.checked = typed[name] === "true";
  return element;
}

function publishing(view: OfficerView, typed: Typed): HTMLElement {
  const text = h("div", {}, publicTextFields("verify", view, typed), earlierTexts("verify", view, typed));
  const box = flag("publish", t("desk_forms.publishNow"), false, "", typed);
  const input = box.querySelector("input")!;
  const reveal = () => (text.hidden = !input.checked);
  input.addEventListener("change", reveal);
  reveal();
  return h("div", {}, box, text);
}
