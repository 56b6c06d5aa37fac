/** The language that was chosen stays: a page opened in the other one (by a letter's link) goes to it, fragment and all. */
import { local } from "./storage.ts";
import { language } from "./words.ts";

const KEY = "language";

/** Follow an earlier choice and keep a new one; true when the page is being left. */
export function keepLanguage(): boolean {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language]")) {
    link.addEventListener("click", () => {
      local.set(KEY, link.dataset["language"] ?? "id");
      link.href = link.pathname + location.search + location.hash;
    });
  }
  const { pathname, search, hash } = location;
  if (language() === "en") local.set(KEY, "en");
  else if (local.get(KEY) === "en") {
    location.replace(`/en${pathname}${search}${hash}`);
    return true;
  }
  return false;
}
