/** Which files are taken, and why one is not. */
import { t } from "../words.ts";

const MOST = 10;
const LARGEST = 25 * 1024 * 1024;
const TYPES: Record<string, string> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  jfif: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  heic: "image/heic",
  heif: "image/heif",
  pdf: "application/pdf",
  mp4: "video/mp4",
  m4v: "video/mp4",
};
/** What the file input offers. */
export const ACCEPTED = [...new Set(Object.values(TYPES)), ".heic", ".heif"].join(",");

/** A file's type. Some browsers do not know HEIC and say nothing, or image/heif. */
export const typeOf = (file: File): string | undefined =>
  Object.values(TYPES).includes(file.type) ? file.type : TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""];

/** Why a file is not added to so many others; null for one that is. */
export function refusalOf(file: File, others: number): string | null {
  const name = file.name;
  if (others >= MOST) return t("files.filesTooMany", { name });
  if (!typeOf(file)) return t("files.filesType", { name });
  if (file.size === 0) return t("files.filesEmpty", { name });
  return file.size > LARGEST ? t("files.filesTooLarge", { name }) : null;
}
