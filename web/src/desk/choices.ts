/** The categories, from the page's own block of data. */
import { byId } from "../shared/element.ts";

export type Category = { id: string; name: string; confidential: boolean };
let known: Map<string, Category> | undefined;

/** All categories by id, by name in the page's language. */
export function categories(): Map<string, Category> {
  known ??= new Map((JSON.parse(byId("categories").textContent ?? "[]") as Category[]).map((one) => [one.id, one]));
  return known;
}
