/** The tracking link as a picture that another telephone's camera reads. Loaded with the receipt. */
import { generate } from "lean-qr";

const SVG = "http://www.w3.org/2000/svg";
/** Readers want so many light squares around it. */
const MARGIN = 4;

/** The dark squares of a text's code, column and row, within a square of `size` with its margin. */
export function squaresOf(text: string): { size: number; dark: [number, number][] } {
  const code = generate(text);
  const dark: [number, number][] = [];
  for (let y = 0; y < code.size; y++)
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) dark.push([x + MARGIN, y + MARGIN]);
  return { size: code.size + 2 * MARGIN, dark };
}

/** A QR code of a text, called `name` for those who do not see it. */
export function qrCode(text: string, name: string): SVGSVGElement {
  const { size, dark } = squaresOf(text);
  const picture = drawn("svg", { viewBox: `0 0 ${size} ${size}`, class: "qr", role: "img", "aria-label": name });
  picture.append(drawn("path", { d: dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join("") }));
  return picture;
}

function drawn<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Record<string, string>) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
