/** Browsers before Chrome 84 know `gap` in a grid alone: rows of links and buttons would touch. There its parts get margins. */
import type { Declaration, Plugin, Rule } from "postcss";

/** What they do not know either, and every browser with `gap` in a row does (from Chrome 87 and Safari 14.1 on). */
export const WITHOUT_GAP = "not (inset: 0)";

const said = (rule: Rule, property: string): string | undefined =>
  rule.nodes.filter((node): node is Declaration => node.type === "decl" && node.prop === property).pop()?.value;

/** Put the margins behind each rule of a row that has a gap. */
export const flexGap: Plugin = {
  postcssPlugin: "flex-gap",
  OnceExit(root, { AtRule, Rule, Declaration }) {
    root.walkRules((rule) => {
      const gap = said(rule, "gap");
      if (!gap || said(rule, "display") !== "flex") return;
      const [row = gap, column = row] = gap.split(" ");
      const from = rule.source ? { source: rule.source } : {};
      const children = new Rule({ ...from, selector: rule.selectors.map((one) => `${one} > *`).join(", ") });
      children.append(new Declaration({ ...from, prop: "margin", value: `0 ${column} ${row} 0` }));
      const old = new AtRule({ ...from, name: "supports", params: WITHOUT_GAP });
      old.append(children);
      rule.after(old);
    });
  },
};
