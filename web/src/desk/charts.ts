/** Bars drawn as SVG, each with the table that says the same. */
import { disclosure, h } from "../shared/element.ts";
import { t } from "../shared/words.ts";

export type Bar = { name: string; value: number; part?: number };
const SVG = "http://www.w3.org/2000/svg";
/** In CSS pixels; widths are shares of the picture, so that words stay as large on a telephone as anywhere. */
const [ROW, BAR] = [46, 14];

function svg(tag: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text) element.textContent = text;
  return element;
}

/** A figure of bars, `part` of each darker; the table beside it is for everybody, the picture for who can see it. */
export function barChart(title: string, columns: string[], bars: Bar[]): HTMLElement {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const share = (of: number) => `${(100 * of) / most}%`;
  const picture = svg("svg", { height: ROW * bars.length, class: "bars", "aria-hidden": "true" });
  bars.forEach(({ name, value, part = 0 }, index) => {
    const [line, bar] = [ROW * index + 18, ROW * index + 25];
    picture.append(
      svg("text", { x: 0, y: line, class: "bars__name" }, name),
      svg("text", { x: "100%", y: line, "text-anchor": "end", class: "bars__value" }, String(value)),
      svg("rect", { x: 0, y: bar, width: "100%", height: BAR, class: "bars__whole" }),
      svg("rect", { x: 0, y: bar, width: share(value), height: BAR, class: "bars__all" }),
      svg("rect", { x: 0, y: bar, width: share(part), height: BAR, class: "bars__part" }),
    );
  });
  const cell = (text: string | number) =>
    h("td", { class: "govuk-table__cell govuk-table__cell--numeric" }, String(text));
  const table = h(
    "table",
    { class: "govuk-table" },
    h("caption", { class: "govuk-visually-hidden" }, title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...columns.map((column, index) =>
          h(
            "th",
            { class: `govuk-table__header${index ? " govuk-table__header--numeric" : ""}`, scope: "col" },
            column,
          ),
        ),
      ),
    ),
    h(
      "tbody",
      {},
      ...bars.map(({ name, value, part }) =>
        h(
          "tr",
          {},
          h("th", { class: "govuk-table__header", scope: "row" }, name),
          cell(value),
          columns.length > 2 ? cell(part ?? 0) : null,
        ),
      ),
    ),
  );
  const figure = h("figure", { class: "chart" }, h("figcaption", { class: "govuk-heading-s" }, title));
  figure.append(picture, disclosure(t("desk.asTable"), table));
  return figure;
}
