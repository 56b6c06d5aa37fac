/** Which files are taken, and why one is not. */
import { FILE_TYPES, LARGEST_FILE, MOST_FILES } from "../facts.ts";
import { t } from "../words.ts";

/** A type as browsers name it, by how a file's name ends. */
const TYPES: Record<string, string> = FILE_TYPES;
/** Some browsers do not know HEIC: they find such files by their endings, and say nothing of their type, or image/heif. */
const UNKNOWN_TO_SOME = /^image\/hei[cf]$/;
const endings = Object.keys(TYPES).filter((ending) => UNKNOWN_TO_SOME.test(TYPES[ending] ?? ""));

/** What the file input offers. */
export const ACCEPTED = [...new Set(Object.values(TYPES)), ...endings.map((ending) => `.${ending}`)].join(",");

/** A file's type, perhaps by its name alone. */
export const typeOf = (file: File): string | undefined =>
  Object.values(TYPES).includes(file.type) ? file.type : TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""];

/** Why a file is not added to so many others; null for one that is. */
export function refusalOf(file: File, others: number): string | null {
  const name = file.name;
  if (others >= MOST_FILES) return t("files.filesTooMany", { name });
  if (!typeOf(file)) return t("files.filesType", { name });
  if (file.size === 0) return t("files.filesEmpty", { name });
  return file.size > LARGEST_FILE ? t("files.filesTooLarge", { name }) : null;
}
