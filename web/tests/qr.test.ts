import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { squaresOf } from "../src/shared/qr.ts";

type Decoder = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
const PIXELS = 4;

test("a camera reads the tracking link out of the code", () => {
  const decode = createRequire(import.meta.url)("jsqr") as Decoder;
  for (const home of ["", "/en"]) {
    const link = `https://lapor.kotawaringinbaratkab.go.id${home}/lacak#LP-3F7K-9Q2M-X4T.AAAAA-BBBBB-CCCCC-DDDDD`;
    const { size, dark } = squaresOf(link);
    const width = size * PIXELS;
    const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
    for (const [column, row] of dark)
      for (let y = row * PIXELS; y < (row + 1) * PIXELS; y++)
        for (let x = column * PIXELS; x < (column + 1) * PIXELS; x++)
          pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    assert.equal(decode(pixels, width, width)?.data, link);
  }
});
