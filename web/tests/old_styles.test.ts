/** The built styles in the words of Chrome 80: what it does not know may add something, and takes nothing away. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import postcss, { type Declaration, type Root, type Rule } from "postcss";
import { flexGap, WITHOUT_GAP } from "../build/flex_gap.ts";

const ASSETS = "dist/assets";
/** A selector with one of these is dropped, and with it all others of its list. */
const LATER_SELECTORS =
  /:(?:is|where|has|focus-visible|any-link|user-(?:in)?valid)\b|::(?:marker|file-selector-button)/;
const LATER_RULES = new Set(["layer", "container", "property", "scope", "starting-style"]);
/** Properties without which a page is laid out otherwise, or whose shorthand sets nothing there. */
const LATER_PROPERTIES =
  /^(?:aspect-ratio|inset|inset-.+|translate|rotate|scale|content-visibility|(?:margin|padding)-(?:block|inline)|border-(?:block|inline))$/;
const LATER_VALUES =
  /\b\d+(?:dv|sv|lv)[hw]\b|\b(?:color-mix|oklch|oklab|lab|lch|light-dark|round)\(|\brevert\b|overflow: *clip/;

function* rulesOf(root: Root): Generator<Rule> {
  const rules: Rule[] = [];
  root.walkRules((rule) => void rules.push(rule));
  yield* rules;
}

const value = (rule: Rule, property: string): string | undefined =>
  rule.nodes.filter((node): node is Declaration => node.type === "decl" && node.prop === property).pop()?.value;

/** Whether a rule stands where only browsers that know more read it. */
const isGuarded = (rule: Rule): boolean =>
  rule.parent?.type === "atrule" && "name" in rule.parent && rule.parent.name === "supports";

function faults(css: string): string[] {
  const root = postcss.parse(css);
  const found: string[] = [];
  root.walkAtRules(({ name, params }) => {
    if (LATER_RULES.has(name) || (name === "media" && /[<>]/.test(params))) found.push(`@${name} ${params}`);
  });
  const fallbacks = new Set<string>();
  for (const rule of rulesOf(root))
    if (isGuarded(rule) && "params" in rule.parent! && squeezed(String(rule.parent.params)) === squeezed(WITHOUT_GAP))
      for (const selector of rule.selectors) fallbacks.add(squeezed(selector));
  for (const rule of rulesOf(root)) {
    const later = rule.selectors.filter((one) => LATER_SELECTORS.test(one));
    if (later.length > 0 && later.length < rule.selectors.length) found.push(rule.selector);
    if (rule.nodes.some((node) => node.type === "rule")) found.push(`nested in ${rule.selector}`);
    for (const node of rule.nodes)
      if (
        node.type === "decl" &&
        !isGuarded(rule) &&
        (LATER_PROPERTIES.test(node.prop) || LATER_VALUES.test(node.value))
      )
        found.push(`${rule.selector} ${node.prop}: ${node.value}`);
    if (value(rule, "display") === "flex" && value(rule, "gap"))
      found.push(...rule.selectors.filter((one) => !fallbacks.has(squeezed(`${one} > *`))).map((one) => `${one} gap`));
  }
  return found;
}

const squeezed = (text: string): string => text.replace(/\s+/g, "");

const styles = readdirSync(ASSETS).filter((name) => name.endsWith(".css"));

test("there are styles to look at", () => assert.ok(styles.length >= 2));

for (const name of styles)
  test(`${name.split("-")[0]}: no rule is lost on Chrome 80`, () => {
    assert.deepEqual(faults(readFileSync(`${ASSETS}/${name}`, "utf8")), []);
  });

test("what would be found is found", () => {
  for (const css of [
    "a, b:focus-visible { color: red }",
    "a:is(b), c { color: red }",
    "a { inset: 0 }",
    "a { aspect-ratio: 1 }",
    "a { height: 100dvh }",
    "a { margin-inline: 1rem }",
    "a { b { color: red } }",
    "@layer x { a { color: red } }",
    "@media (width > 10rem) { a { color: red } }",
    "a { display: flex; gap: 1rem }",
  ])
    assert.notDeepEqual(faults(css), [], css);
  for (const css of [
    "a { display: grid; gap: 1rem }",
    "a:focus-visible { color: red }",
    "a { top: 0; accent-color: red }",
  ])
    assert.deepEqual(faults(css), [], css);
});

test("a row with a gap has margins where no browser knows it", async () => {
  const { css } = await postcss([flexGap]).process("a, b { display: flex; gap: 1rem 2rem }", { from: undefined });
  assert.deepEqual(faults(css), []);
  assert.match(css, /@supports not \(inset: 0\)/);
  assert.match(css, /a > \*, b > \* ?\{\s*margin: 0 2rem 1rem 0/);
});
