/** Between the form's controls and the answers that are kept. */
import { choicesIn, isMultiple, withChoice, type Answers } from "../shared/submission/draft.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Every answer in the form by its name; unticked boxes are absent. */
export function answersIn(form: HTMLFormElement): Answers {
  const answers: Answers = {};
  for (const [name, value] of new FormData(form))
    if (typeof value === "string" && value.trim())
      answers[name] = isMultiple(name) ? withChoice(answers[name], value) : value;
  return answers;
}

/** Put answers into the form's controls; what has no answer becomes empty. */
export function fillIn(form: HTMLFormElement, answers: Answers): void {
  for (const control of form.elements) {
    if (!isControl(control) || !control.name) continue;
    const answer = answers[control.name];
    if (isMultiple(control.name)) (control as HTMLInputElement).checked = choicesIn(answer).includes(control.value);
    else if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox"))
      control.checked = answer === control.value;
    else if (answer !== undefined || control.name !== "language") control.value = answer ?? "";
  }
}

/** Whether anything was answered that is worth keeping. */
export function isWorthKeeping(answers: Answers): boolean {
  return Object.keys(answers).some((name) => name !== "language" && !name.startsWith("_"));
}

function isControl(element: Element): element is Control {
  return (
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  );
}
