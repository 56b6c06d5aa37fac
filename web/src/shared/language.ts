/** The language that was chosen stays: a page opened in the other one (by a letter's link) goes to it, fragment and all. */
import { language } from "./words.ts";

const KEY = "language";

function chosen(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function choose(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // a browser that keeps nothing: the address says it all the same
  }
}

/** Follow an earlier choice and keep a new one; true when the page is being left. */
export function keepLanguage(): boolean {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language]")) {
    link.addEventListener("click", () => {
      choose(link.dataset["language"] ?? "id");
      link.href = link.pathname + location.search + location.hash;
    });
  }
  const { pathname, search, hash } = location;
  if (language() === "en") choose("en");
  else if (chosen() === "en") {
    location.replace(`/en${pathname}${search}${hash}`);
    return true;
  }
  return false;
}
