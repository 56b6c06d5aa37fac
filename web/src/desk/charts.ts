/** Bars drawn as SVG, each with the table that says the same. */
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";

export type Bar = { name: string; value: number; part?: number };
const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, ROW, LABEL, TOP] = [640, 30, 260, 4];

function svg(tag: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text) element.textContent = text;
  return element;
}

/** A figure of bars, `part` of each darker; the table beside it is for everybody, the picture for who can see it. */
export function barChart(title: string, columns: string[], bars: Bar[]): HTMLElement {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${TOP + ROW * bars.length}`,
    class: "bars",
    "aria-hidden": "true",
  });
  bars.forEach(({ name, value, part = 0 }, index) => {
    const y = TOP + ROW * index;
    const length = (of: number) => ((WIDTH - LABEL - 60) * of) / most;
    const short = name.length > 28 ? `${name.slice(0, 27)}…` : name;
    picture.append(
      svg("text", { x: LABEL - 8, y: y + 18, "text-anchor": "end", class: "bars__name" }, short),
      svg("rect", { x: LABEL, y: y + 3, width: length(value), height: ROW - 9, class: "bars__all" }),
      svg("rect", { x: LABEL, y: y + 3, width: length(part), height: ROW - 9, class: "bars__part" }),
      svg("text", { x: LABEL + length(value) + 6, y: y + 18, class: "bars__value" }, String(value)),
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
  const details = h(
    "details",
    { class: "govuk-details" },
    h(
      "summary",
      { class: "govuk-details__summary" },
      h("span", { class: "govuk-details__summary-text" }, t("desk.asTable")),
    ),
    h("div", { class: "govuk-details__text" }, table),
  );
  figure.append(picture, details);
  return figure;
}
