/** Building what a page shows. Text becomes text nodes and never markup: whatever people wrote is shown as they wrote it. */

type Value = string | number | boolean | null | undefined | ((event: Event) => void);
export type Child = Node | string | null | undefined | false;

const LINK = /^(?:https?:|mailto:|tel:|blob:|[/#?])/i;

/**
 * An element with attributes, listeners (`onclick`) and children; null, undefined and false are left out.
 * Raises for an address that could be a script.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.replace(/^on/, ""), value);
    else if (/^(?:on|style$|srcdoc$)/i.test(name)) throw new Error(`attribute ${name}`);
    else if ((name === "href" || name === "src") && !LINK.test(String(value))) throw new Error(`address in ${name}`);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}

/** The element of that id, which the page's template promises. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id}`);
  return element;
}

/** A paragraph in the page's type. */
export const p = (...children: Child[]): HTMLParagraphElement => h("p", { class: "govuk-body" }, ...children);

/** A button; `kind` is secondary or warning. */
export function button(
  text: string,
  onclick: (event: Event) => void,
  kind?: "secondary" | "warning",
): HTMLButtonElement {
  return h("button", { type: "button", class: `govuk-button${kind ? ` govuk-button--${kind}` : ""}`, onclick }, text);
}

/** What opens below its title when somebody wants to know. */
export function disclosure(title: string, ...children: Child[]): HTMLDetailsElement {
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, title)),
    h("div", { class: "govuk-details__text" }, ...children),
  );
}

/** The head of a table, a cell for each column. */
export function columnHeads(...heads: Child[]): HTMLTableSectionElement {
  const cells = heads.map((head) => head && h("th", { class: "govuk-table__header", scope: "col" }, head));
  return h("thead", {}, h("tr", {}, ...cells));
}

/** One line of a list of facts. */
export function fact(name: string, ...value: Child[]): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, ...value));
}
