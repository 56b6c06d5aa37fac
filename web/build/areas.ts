/**
 * Provinces to villages out of idn-area-data (data under the ODbL), cut so that a telephone loads its own regency alone:
 * `index.json` has every province with its regencies, `<regency>.json` the districts of one with their villages.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

type Row = { code: string; parent: string; name: string };

const SHORT = new Map([
  ["DKI", "DKI"],
  ["DI", "DI"],
  ["DAERAH ISTIMEWA YOGYAKARTA", "DI Yogyakarta"],
]);

const folder = join(dirname(createRequire(import.meta.url).resolve("idn-area-data")), "..", "data");

function rows(name: string): Row[] {
  const [, ...lines] = readFileSync(join(folder, `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  return lines.map((line) => {
    const fields = (line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []).map((field) =>
      field.replace(/,$/, "").replace(/^"|"$/g, "").replaceAll('""', '"'),
    );
    const [code = "", second = "", third = ""] = fields;
    return name === "provinces" ? { code, parent: "", name: second } : { code, parent: second, name: third };
  });
}

/** "KABUPATEN ACEH SELATAN" as people write it. */
export function titled(name: string): string {
  if (name !== name.toUpperCase()) return name;
  const word = (text: string) => SHORT.get(text) ?? text.charAt(0) + text.slice(1).toLowerCase();
  return (
    SHORT.get(name) ??
    name
      .split(/(?<=[\s\-/])/)
      .map((part) => word(part.trimEnd()) + part.slice(part.trimEnd().length))
      .join("")
  );
}

function grouped(list: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of list) groups.set(row.parent, [...(groups.get(row.parent) ?? []), row]);
  return groups;
}

export type District = { name: string; regency: string; province: string };

/** Every district with the names of what it lies in, as they stand in the data. */
export function districtsOfAll(): District[] {
  const names = (list: Row[]) => new Map(list.map(({ code, name }) => [code, name]));
  const regencies = rows("regencies");
  const [regencyNames, provinceNames] = [names(regencies), names(rows("provinces"))];
  const provinceOf = new Map(regencies.map(({ code, parent }) => [code, provinceNames.get(parent) ?? ""]));
  return rows("districts").map(({ name, parent }) => ({
    name,
    regency: regencyNames.get(parent) ?? "",
    province: provinceOf.get(parent) ?? "",
  }));
}

/** What the address of the files holds, so that they may be kept for good. */
export function areasHash(): string {
  const hash = createHash("sha256");
  for (const name of ["provinces", "regencies", "districts", "villages"])
    hash.update(readFileSync(join(folder, `${name}.csv`)));
  return hash
    .update(readFileSync(new URL(import.meta.url)))
    .digest("hex")
    .slice(0, 8);
}

/** Write all files below `dist`. */
export function writeAreas(dist: string): void {
  const target = join(dist, "areas", areasHash());
  mkdirSync(target, { recursive: true });
  const [regencies, districts, villages] = [
    grouped(rows("regencies")),
    grouped(rows("districts")),
    grouped(rows("villages")),
  ];
  const index = rows("provinces").map(({ code, name }) => [
    titled(name),
    (regencies.get(code) ?? []).map((regency) => [regency.code.replace(".", ""), titled(regency.name)]),
  ]);
  writeFileSync(join(target, "index.json"), JSON.stringify(index));
  for (const regency of [...regencies.values()].flat()) {
    const inside = (districts.get(regency.code) ?? []).map((district) => [
      titled(district.name),
      (villages.get(district.code) ?? []).map((village) => titled(village.name)),
    ]);
    writeFileSync(join(target, `${regency.code.replace(".", "")}.json`), JSON.stringify(inside));
  }
  writeFileSync(join(dist, "areas", "LICENSE.md"), readFileSync(join(folder, "LICENSE.md")));
}
