/** A long course page by page: what an answer had no room for is asked for on demand, the latest first. */
import { button, h } from "./element.ts";
import { t } from "./words.ts";

export type Page<Item> = { items: Item[]; next: string | null };

/** The list, and below it a button for what came before; its cursor is the view's. `failed` says why it did not come. */
export function withEarlier<Item>(
  list: HTMLElement,
  cursor: string | null,
  asked: (cursor: string) => Promise<Page<Item>>,
  shown: (item: Item) => HTMLElement,
  failed: (failure: unknown) => string,
): HTMLElement {
  if (!cursor) return list;
  let next: string | null = cursor;
  const said = h("p", { class: "govuk-body", role: "status" });
  const load = async () => {
    if (!next) return;
    more.disabled = true;
    try {
      const page: Page<Item> = await asked(next);
      list.append(...page.items.map(shown));
      next = page.next;
      more.hidden = next === null;
      said.textContent = "";
    } catch (failure) {
      said.textContent = failed(failure);
    }
    more.disabled = false;
  };
  const more = button(t("timeline.earlier"), () => void load(), "secondary") as HTMLButtonElement;
  more.classList.add("earlier");
  return h("div", {}, list, said, more);
}

/** Everything behind a cursor, page after page. */
export async function allBehind<Item>(
  cursor: string | null,
  asked: (cursor: string) => Promise<Page<Item>>,
): Promise<Item[]> {
  const found: Item[] = [];
  for (let next = cursor; next;) {
    const page: Page<Item> = await asked(next);
    found.push(...page.items);
    next = page.next;
  }
  return found;
}
