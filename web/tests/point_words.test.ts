import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pointInWords, type Towns } from "../src/submit/point_words.ts";
import type { Seats } from "../src/submit/seats.ts";

const SEATS: Seats = [["Kalimantan Tengah", "Kabupaten Kotawaringin Barat", [["Kumai", -2.74, 111.726]]]];
const TOWNS: Towns = [
  ["Pangkalan Bun", -2.6832, 111.6259, 1],
  ["Sampit", -2.5333, 112.95, 1],
];

test("a point is told by its district, else by the nearest place and how far it is", () => {
  const words = readFileSync("words/id.json", "utf8");
  const element = { textContent: words };
  Object.assign(globalThis, { document: { documentElement: { lang: "id" }, getElementById: () => element } });
  assert.equal(pointInWords(-2.741, 111.73, SEATS), "Di Kecamatan Kumai, Kabupaten Kotawaringin Barat.");
  assert.equal(pointInWords(-2.6832, 111.6259, SEATS), "13 km dari Kumai, Kabupaten Kotawaringin Barat.");
  assert.equal(pointInWords(-2.55, 112.9, SEATS, TOWNS), "6 km dari Sampit.");
  assert.equal(pointInWords(-2.531, 112.95, [], TOWNS), "300 m dari Sampit.");
  assert.equal(pointInWords(-2.74, 111.726, [], []), null);
  assert.equal(pointInWords(5.5, 95.3, SEATS, TOWNS), null);
});
