/** Between a point and the names of places: which district is near, and where a chosen place is. Loaded when asked. */
import { AREA_LEVELS } from "../shared/facts.ts";
import type { Answers } from "../shared/submission/draft.ts";

export type Seats = [province: string, regency: string, districts: [name: string, lat: number, lon: number][]][];
export type NearSeat = { province: string; regency: string; district: string; far: number };
export type NearPlace = { province: string; regency: string; district: string | null };

/** Within so many kilometres of a seat a point is in its regency, as far as one can tell; and in its district. */
export const [SAME_REGENCY, SAME_DISTRICT] = [25, 4];
const KILOMETRES_A_DEGREE = 111.32;

let loaded: Promise<Seats> | undefined;

/** The districts that are known, loaded once; none where they do not come. */
export function knownSeats(): Promise<Seats> {
  loaded ??= fetch(SEATS).then((response) => response.json() as Promise<Seats>);
  return loaded.catch(() => {
    loaded = undefined;
    return [];
  });
}

/** How far two points are from each other, on the scale of a province. */
export function kilometresBetween(lat: number, lon: number, otherLat: number, otherLon: number): number {
  const east = (otherLon - lon) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(otherLat - lat, east) * KILOMETRES_A_DEGREE;
}

/** The district whose seat is nearest, and how many kilometres away it is; null where none is known. */
export function nearestSeat(lat: number, lon: number, known: Seats): NearSeat | null {
  let best: NearSeat | null = null;
  for (const [province, regency, districts] of known)
    for (const [district, seatLat, seatLon] of districts) {
      const far = kilometresBetween(lat, lon, seatLat, seatLon);
      if (!best || far < best.far) best = { province, regency, district, far };
    }
  return best;
}

/** Where a point is, by the nearest seat of a district; null where none is near. */
export function placeOf(lat: number, lon: number, known: Seats): NearPlace | null {
  const best = nearestSeat(lat, lon, known);
  if (!best || best.far > SAME_REGENCY) return null;
  const { province, regency, district, far } = best;
  return { province, regency, district: far <= SAME_DISTRICT ? district : null };
}

/** Where a chosen place is: its district's seat, else the middle of those of its regency or province; null if unknown. */
export function middleOf(answers: Answers, known: Seats): [lat: number, lon: number] | null {
  const [province, regency, district] = AREA_LEVELS.map((level) => answers[`location.${level}`]);
  if (!province) return null;
  const inProvince = known.filter(([name]) => name === province);
  const inRegency = inProvince.filter(([, name]) => name === regency);
  const rows = (regency ? inRegency : inProvince).flatMap(([, , districts]) => districts);
  const seat = rows.filter(([name]) => name === district);
  const meant = seat.length > 0 ? seat : rows;
  if (meant.length === 0) return null;
  const mean = (at: 1 | 2) => meant.reduce((sum, one) => sum + one[at], 0) / meant.length;
  return [mean(1), mean(2)];
}
