/** Province, regency, district, village: lists in place of the plain lines, each loaded when the one before is chosen. */
import { byId, h } from "../shared/element.ts";
import { AREA_LEVELS } from "../shared/facts.ts";
import { t } from "../shared/words.ts";
import { current, readForm, save } from "./state.ts";

type Province = [name: string, regencies: [code: string, name: string][]];
type District = [name: string, villages: string[]];

const LEVELS = AREA_LEVELS;
const ASKED = ["submit.provinces", "submit.regencies", "submit.districts", "submit.villages"] as const;

let provinces: Province[] | undefined;
let districts: District[] = [];
const loaded = new Map<string, Promise<District[]>>();

async function json<Value>(name: string): Promise<Value> {
  const response = await fetch(`${AREAS}/${name}.json`);
  if (!response.ok) throw new Error(`areas ${response.status}`);
  return (await response.json()) as Value;
}

const control = (level: number) => byId(`location.${LEVELS[level]}`) as HTMLSelectElement;

/** Replace the lines by lists; where they cannot be loaded, the lines stay and a sentence says so. */
export async function preparePlaces(): Promise<void> {
  if (provinces) return;
  try {
    provinces = await json<Province[]>("index");
  } catch {
    sayThatListsFailed();
    return;
  }
  document.getElementById("areas-failed")?.remove();
  const { answers } = current();
  for (const [level, name] of LEVELS.entries()) {
    const line = byId(`location.${name}`);
    const list = h("select", { id: line.id, name: line.id, class: "govuk-select govuk-!-width-two-thirds" });
    list.addEventListener("change", () => void chosen(level));
    line.replaceWith(list);
    offer(level, level === 0 ? provinces.map(([one]) => one) : [], answers[line.id] ?? "");
  }
  for (const level of LEVELS.keys()) await follow(level, true);
}

/** Choose these in the lists, from the province on, unless a province is chosen already; whether it was done. */
export async function fillPlaces(names: (string | null)[]): Promise<boolean> {
  if (!provinces || control(0).value) return false;
  for (const [level, name] of names.entries()) {
    if (!name) break;
    control(level).value = name;
    if (control(level).value !== name) break;
    await chosen(level);
  }
  return Boolean(control(0).value);
}

function sayThatListsFailed(): void {
  if (document.getElementById("areas-failed")) return;
  byId("location.province")
    .closest(".govuk-form-group")
    ?.before(h("p", { class: "govuk-inset-text", id: "areas-failed", role: "status" }, t("submit.areasFailed")));
}

/** Fill a list; an answer that is not in it stays a choice. */
function offer(level: number, names: string[], answer: string): void {
  const kept = answer && !names.includes(answer) ? [answer] : [];
  const options = [...names, ...kept].map((name) => h("option", { value: name, selected: name === answer }, name));
  control(level).replaceChildren(h("option", { value: "" }, t(ASKED[level] ?? "submit.villages")), ...options);
  control(level).disabled = options.length === 0;
}

async function chosen(level: number): Promise<void> {
  for (let below = level + 1; below < LEVELS.length; below++) offer(below, [], "");
  await follow(level, false);
  readForm();
  await save();
}

/** Offer what lies in the place chosen at a level. */
async function follow(level: number, keepAnswer: boolean): Promise<void> {
  const name = control(level).value;
  if (!name || level + 1 >= LEVELS.length) return;
  const answer = keepAnswer ? (current().answers[`location.${LEVELS[level + 1]}`] ?? "") : "";
  if (level === 1) districts = await districtsOf(name);
  offer(level + 1, namesBelow(level, name), answer);
}

function namesBelow(level: number, name: string): string[] {
  if (level === 0) return (provinces ?? []).find(([one]) => one === name)?.[1].map(([, regency]) => regency) ?? [];
  if (level === 1) return districts.map(([district]) => district);
  return districts.find(([district]) => district === name)?.[1] ?? [];
}

async function districtsOf(regency: string): Promise<District[]> {
  const inside = (provinces ?? []).find(([name]) => name === control(0).value)?.[1] ?? [];
  const code = inside.find(([, name]) => name === regency)?.[0];
  if (!code) return [];
  const found = loaded.get(code) ?? json<District[]>(code);
  loaded.set(code, found);
  try {
    return await found;
  } catch {
    loaded.delete(code);
    return [];
  }
}
