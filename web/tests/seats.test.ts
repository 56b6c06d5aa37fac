import assert from "node:assert/strict";
import { test } from "node:test";
import { middleOf, placeOf, type Seats } from "../src/submit/seats.ts";
import { roundMetres } from "../src/shared/scale.ts";

const KNOWN: Seats = [
  ["Kalimantan Tengah", "Kabupaten Kotawaringin Barat", [["Kumai", -2.74, 111.726]]],
  ["Kalimantan Tengah", "Kabupaten Kotawaringin Timur", [["Kota Besi", -2.371, 113.003]]],
];
const place = (...names: string[]) =>
  Object.fromEntries(["province", "regency", "district"].map((level, at) => [`location.${level}`, names[at] ?? ""]));

test("a point is in the district whose seat is beside it, in its regency a little further, and nowhere far away", () => {
  const kumai = { province: "Kalimantan Tengah", regency: "Kabupaten Kotawaringin Barat" };
  assert.deepEqual(placeOf(-2.741, 111.73, KNOWN), { ...kumai, district: "Kumai" });
  assert.deepEqual(placeOf(-2.6832, 111.6259, KNOWN), { ...kumai, district: null });
  assert.equal(placeOf(-6.2, 106.8, KNOWN), null);
  assert.equal(placeOf(-2.7, 111.7, []), null);
});

test("a chosen place is where its seat is, else in the middle of those that are known", () => {
  assert.deepEqual(
    middleOf(place("Kalimantan Tengah", "Kabupaten Kotawaringin Barat", "Kumai"), KNOWN),
    [-2.74, 111.726],
  );
  assert.deepEqual(
    middleOf(place("Kalimantan Tengah", "Kabupaten Kotawaringin Barat", "Arut Utara"), KNOWN),
    [-2.74, 111.726],
  );
  assert.deepEqual(middleOf(place("Kalimantan Tengah"), KNOWN)?.map(Math.round), [-3, 112]);
  assert.equal(middleOf(place("Aceh"), KNOWN), null);
  assert.equal(middleOf(place(), KNOWN), null);
});

test("the scale's length is a round one", () => {
  for (const [most, metres] of [
    [1000, 1000],
    [999, 500],
    [49, 20],
    [3.2, 2],
    [123_456, 100_000],
  ])
    assert.equal(roundMetres(most!), metres);
});
