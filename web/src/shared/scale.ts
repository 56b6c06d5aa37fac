/** How far a stretch of the map is. Leaflet's own control would write its words as markup. */
import type L from "leaflet";
import { h } from "./element.ts";
import { t } from "./words.ts";

const WIDEST = 120;
const STEPS = [5, 2, 1];

/** The largest round number of metres that is not above `most`: 1, 2 or 5 with noughts. */
export function roundMetres(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return power * (STEPS.find((step) => step * power <= most) ?? 1);
}

/** A bar with its length, which follows the map. */
export function scaleOf(map: L.Map): HTMLElement {
  const bar = h("div", { class: "map__scale" });
  const draw = () => {
    const y = map.getSize().y / 2;
    const most = map.distance(map.containerPointToLatLng([0, y]), map.containerPointToLatLng([WIDEST, y]));
    if (!(most > 0)) return;
    const metres = roundMetres(most);
    bar.style.width = `${Math.round((WIDEST * metres) / most)}px`;
    const isFar = metres >= 1000;
    bar.textContent = t(isFar ? "common.kilometres" : "common.metres", { n: isFar ? metres / 1000 : metres });
  };
  map.on("moveend zoomend resize", draw);
  map.whenReady(draw);
  return bar;
}
