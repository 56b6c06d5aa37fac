/** Where a point is, in words: the district where it is known, else the nearest place and how far it is. */
import { t } from "../shared/words.ts";
import { kilometresBetween, nearestSeat, SAME_DISTRICT, SAME_REGENCY, type Seats } from "./seats.ts";

export type Towns = readonly (readonly [name: string, lat: number, lon: number, ...rest: unknown[]])[];

/** Farther than so many kilometres no town says where a point is: it may be at sea. */
const FARTHEST = 149;

/** The words; null where nothing is near. */
export function pointInWords(lat: number, lon: number, seats: Seats, towns: Towns = []): string | null {
  const seat = nearestSeat(lat, lon, seats);
  if (seat && seat.far <= SAME_DISTRICT) return t("submit.pointIn", { district: seat.district, regency: seat.regency });
  if (seat && seat.far <= SAME_REGENCY)
    return t("submit.pointFrom", { far: distance(seat.far), place: `${seat.district}, ${seat.regency}` });
  const [town] = towns
    .map(([name, townLat, townLon]) => ({ name, far: kilometresBetween(lat, lon, townLat, townLon) }))
    .sort((one, other) => one.far - other.far);
  return town && town.far <= FARTHEST ? t("submit.pointFrom", { far: distance(town.far), place: town.name }) : null;
}

const distance = (kilometres: number): string =>
  kilometres < 1
    ? t("common.metres", { n: Math.round(kilometres * 10) * 100 })
    : t("common.kilometres", { n: Math.round(kilometres) });
