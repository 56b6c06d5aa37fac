/** Large photos made smaller before they travel: a telephone's 8 MB become some 500 KB, still sharp enough to see a hole. */
import { isOneOf, type FileType } from "../facts.ts";

const LONGEST_SIDE = 2048;
const SMALL_ENOUGH = 1_000_000;
const QUALITY = 0.82;
/** What every browser can draw on a canvas. */
const SHRUNK: FileType[] = ["image/jpeg", "image/png", "image/webp"];

/** The photo as a smaller JPEG; the file itself where it is small, no photo, or the browser cannot read it. */
export async function shrunk(file: File): Promise<File> {
  if (!isOneOf(SHRUNK, file.type) || file.size <= SMALL_ENOUGH || typeof createImageBitmap !== "function") return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}
