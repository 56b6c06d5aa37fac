/** What all pages of the desk share: who is at it, where they are, and how they go elsewhere. */
import type { Profile } from "../shared/answers.ts";
import { h } from "../shared/element.ts";
import { home } from "../shared/words.ts";

/** A page of the desk: fills `place`; answers its title. */
export type DeskPage = (place: HTMLElement, profile: Profile, query: URLSearchParams) => Promise<string>;

/** An address of the desk with that question. */
export function deskAddress(query: Record<string, string | null | undefined> = {}): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) asked.set(name, value);
  return `${home()}/petugas${asked.toString() ? `?${asked}` : ""}`;
}

/** The address of a report, opened over the list that is shown. */
export const reportAddress = (id: string): string => `${home()}/petugas${location.search}#${encodeURIComponent(id)}`;

/** A link within the desk. */
export const link = (text: string, href: string, attributes: Record<string, string | null> = {}): HTMLAnchorElement =>
  h("a", { class: "govuk-link", href, ...attributes }, text);

/** Go to an address of the desk without loading the page anew. */
export function go(address: string): void {
  history.pushState(null, "", address);
  dispatchEvent(new Event("lapor:moved"));
}
