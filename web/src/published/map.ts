/** The counts of a page of reports on the coast of Indonesia. */
import L from "leaflet";
import { coastMap, outline } from "../shared/coast.ts";
import { h } from "../shared/element.ts";
import { t } from "../shared/words.ts";
import { PROVINCES } from "./provinces.ts";

const LEAST = 9;
const ROOM = 3;

/** The map; `counts` by province code. */
export async function countMap(counts: Map<string, number>): Promise<HTMLElement> {
  const known = await outline();
  const canvas = h("div", { role: "application", "aria-label": t("published.map"), tabindex: "0" });
  requestAnimationFrame(() => {
    const map = coastMap(canvas, { coast: known.coast, places: [] });
    const at: [number, number][] = [];
    for (const [code, n] of counts) {
      const [name, lat, lon] = PROVINCES[code] ?? ["", 0, 0];
      const text = h("span", {}, `${name}: ${t("published.count", { n })}`);
      const radius = LEAST + ROOM * Math.sqrt(n);
      const circle = L.circleMarker([lat, lon], { radius, color: "#0b4f8a", fillOpacity: 0.35 }).addTo(map);
      circle.bindTooltip(text, { permanent: true, direction: "right", offset: [radius, 0] });
      at.push([lat, lon]);
    }
    if (at.length === 1) map.setView(at[0]!, 6);
  });
  return h("div", { class: "map" }, canvas);
}
