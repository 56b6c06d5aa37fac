/**
 * What Chrome 80 lacks and the site uses: the WebView of telephones that get no updates any more. Nothing else of newer
 * browsers may be used (tests/old_browsers.test.ts).
 */

/** The methods that are made up here; the test of the built site reads this list. */
export const MADE_UP = ["replaceChildren", "replaceAll", "at"];

type Lacking = { at?: unknown; replaceAll?: unknown; replaceChildren?: unknown };

function lend(prototype: object, name: keyof Lacking, method: (...given: never[]) => unknown): void {
  if (!(name in prototype))
    Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}

function at<Item>(this: ArrayLike<Item>, place: number): Item | undefined {
  return this[place < 0 ? this.length + place : place];
}

for (const prototype of [Array.prototype, String.prototype]) lend(prototype, "at", at);

lend(String.prototype, "replaceAll", function (this: string, from: string, to: string): string {
  return this.split(from).join(to);
});

for (const prototype of [Element.prototype, DocumentFragment.prototype])
  lend(prototype, "replaceChildren", function (this: Element | DocumentFragment, ...children: (Node | string)[]): void {
    while (this.lastChild) this.lastChild.remove();
    this.append(...children);
  });
