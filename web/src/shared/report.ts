/** What every view of a report says of its place. */
import type { Place } from "./answers.ts";

/** "Desa, Kecamatan, Kabupaten, Provinsi", the nearest first. */
export function placeInWords(place: Place | null): string {
  if (!place) return "";
  const parts = [place.detail, place.village, place.district, place.regency, place.province].filter(Boolean);
  if (place.lat !== undefined && place.lon !== undefined) parts.push(`${place.lat}, ${place.lon}`);
  return parts.join(", ");
}
