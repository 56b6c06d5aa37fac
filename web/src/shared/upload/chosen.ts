/** A file that somebody has just chosen: made smaller where it is a large photo, and sent with progress. */
import { language, t } from "../words.ts";
import { typeOf } from "./filetypes.ts";
import { shrunk } from "./shrink.ts";
import { carryShowing, uploadFile } from "./upload.ts";

/** The attachment's id and the name it was sent under; `say` hears how far it is. Raises NoLine or Refused. */
export async function uploadChosen(
  original: File,
  say: (progress: string) => void,
): Promise<{ id: string; name: string }> {
  const file = await shrunk(original);
  const carry = carryShowing((share) => say(t("files.fileUploading", { percent: Math.round(share * 100) })));
  const sent = { name: file.name, type: typeOf(file) ?? "", blob: file };
  return { id: await uploadFile(sent, language(), carry), name: file.name };
}
