/**
 * The pages, one HTML file for each language, out of templates and words. Vite then finds in them the scripts and styles
 * to build. What a script says is in the page as a block of data: one request less, and no word of the other language.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import nunjucks from "nunjucks";
import * as facts from "../.facts/facts.ts";
import { PAGES, SHOWING_CHOICES } from "./page_list.ts";

const web = join(import.meta.dirname, "..");
const data = join(web, "..", "chalicelib", "data");
/** The templates of the pages without script: the frame of every page is among them. */
const frame = join(web, "..", "chalicelib", "pages", "templates");

type Language = (typeof facts.LANGUAGES)[number];
type Words = { [key: string]: string | Words };
type Category = { id: string; name_id: string; name_en: string; confidential_by_default: boolean };
type Agency = { id: string; name: string; kind: string; accepts_reports: boolean };

const INSTITUTIONS = new Set<string>(facts.INSTITUTION_KINDS);

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));

/** The words of one language, in sections. */
export function wordsOf(language: Language): Words {
  return read(web, "words", `${language}.json`) as Words;
}

function choices(language: Language): { categories: { id: string; name: string }[]; agencies: object[] } {
  const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, language);
  const categories = (read(data, "categories.json") as Category[]).map((one) => ({
    id: one.id,
    name: language === "en" ? one.name_en : one.name_id,
    confidential: one.confidential_by_default,
  }));
  const agencies = (read(data, "agencies.json") as Agency[]).filter(
    (one) => one.accepts_reports && INSTITUTIONS.has(one.kind),
  );
  return { categories: categories.sort(byName), agencies: agencies.sort(byName) };
}

function block(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** Write every page into `folder`; answers their files, by name. */
export function renderPages(folder: string): Record<string, string> {
  rmSync(folder, { recursive: true, force: true });
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([join(web, "pages"), frame, join(web, "node_modules", "govuk-frontend", "dist")]),
    { autoescape: true, throwOnUndefined: false, trimBlocks: true, lstripBlocks: true },
  );
  const server = read(web, ".facts", "words.json") as Record<Language, Words>;
  const inputs: Record<string, string> = {};
  for (const language of facts.LANGUAGES) {
    const words = wordsOf(language);
    const listed = choices(language);
    for (const page of PAGES) {
      const file = join(folder, language === "en" ? "en" : "", `${page.path || "index"}.html`);
      const spoken: Words = {};
      for (const section of ["common", ...page.sections]) spoken[section] = words[section]!;
      const chosen = SHOWING_CHOICES.has(page.name) ? Object.keys(facts.MULTIPLE_CHOICES) : [];
      for (const kind of [...page.said, ...chosen]) spoken[kind] = server[language][kind]!;
      if (page.name === "desk")
        spoken["category"] = Object.fromEntries(listed.categories.map((one) => [one.id, one.name]));
      const html = environment.render(`${page.name}.njk`, {
        ...words,
        ...listed,
        offices: read(data, "ombudsman_offices.json"),
        facts,
        menuPages: facts.MENU.map(([address, name]) => [address, (server[language]["frame"] as Words)[name]]),
        language,
        server: server[language],
        page: page.name,
        home: language === "en" ? "/en" : "",
        path: page.path,
        root: relative(dirname(file), web),
        block: block(spoken),
      });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, html);
      inputs[`${page.name}-${language}`] = file;
    }
  }
  return inputs;
}
