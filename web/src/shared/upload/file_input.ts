/** The control by which files are chosen. */
import { h } from "../element.ts";
import { ACCEPTED } from "./filetypes.ts";

/** The control for the files of a report or a command. */
export function fileInput(id: string): HTMLInputElement {
  return h("input", {
    type: "file",
    class: "govuk-file-upload",
    id,
    "data-field": "attachments",
    accept: ACCEPTED,
    multiple: true,
  });
}
