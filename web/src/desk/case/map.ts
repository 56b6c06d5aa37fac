/** Where a report is, on the map without tiles, for who asks to see it. */
import type { Place } from "../../shared/answers.ts";
import { button, h, p } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";

const CLOSE = 11;

/** A button that becomes the map; null for a place that is not on it. */
export function placeOnMap(place: Place | null): HTMLElement | null {
  const { lat, lon } = place ?? {};
  if (lat === undefined || lon === undefined) return null;
  const frame = h("div", { class: "unprinted" });
  const show = async () => {
    frame.replaceChildren(p(t("common.loading")));
    try {
      const [{ coastMap, outline }, { default: leaflet }] = await Promise.all([
        import("../../shared/coast.ts"),
        import("leaflet"),
      ]);
      const known = await outline();
      const canvas = h("div", { role: "img", "aria-label": t("desk.mapOf", { lat, lon }) });
      frame.replaceChildren(h("div", { class: "map" }, canvas));
      requestAnimationFrame(() => {
        const map = coastMap(canvas, known).setView([lat, lon], CLOSE);
        leaflet.circleMarker([lat, lon], { radius: 9, color: "#b3261e", fillOpacity: 0.6 }).addTo(map);
      });
    } catch {
      frame.replaceChildren(p(t("common.offline")));
    }
  };
  frame.append(button(t("desk.showMap"), () => void show(), "secondary"));
  return frame;
}
