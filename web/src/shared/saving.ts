/** Giving a person a file that the page made. */
import { h } from "./element.ts";

/** Save content as a file of that name. */
export function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
