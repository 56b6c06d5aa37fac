/** Choosing a point: the map moves under a mark in its middle, so that a thumb or the arrow keys can do it. */
import type L from "leaflet";
import { addAreaMap } from "../shared/area_map.ts";
import { coastMap, outline, type Outline } from "../shared/coast.ts";
import { button, h } from "../shared/element.ts";
import { scaleOf } from "../shared/scale.ts";
import { language, t } from "../shared/words.ts";

const CLOSE = 11;
const NEAR_DEGREES = 0.5;

/** The map with its buttons, at a point or around it; `chosen` hears of the point. */
export async function pickMap(
  at: [number, number] | null,
  isExact: boolean,
  chosen: (lat: number, lon: number) => void,
): Promise<HTMLElement> {
  const known = await outline();
  const canvas = h("div", { tabindex: "0", role: "application", "aria-label": t("submit.map") });
  const frame = h("div", { class: "map map--pick" }, canvas);
  const note = h("p", { class: "govuk-body" }, t("submit.mapNote"));
  const source = h("p", { class: "govuk-body-s quiet" }, t("submit.mapSource"));
  const said = h("p", { class: "govuk-body", role: "status" });
  // Leaflet measures its element, which has no size before it is in the page.
  requestAnimationFrame(() => {
    const map = coastMap(canvas, known);
    if (at) map.setView(at, isExact ? CLOSE + 2 : CLOSE);
    const tell = () => void (said.textContent = pointInWords(map.getCenter().lat, map.getCenter().lng, known));
    map.on("moveend", tell);
    tell();
    frame.append(scaleOf(map));
    void addAreaMap(map, language()).then((isThere) => {
      if (!isThere) return;
      note.textContent = t("submit.mapStreets");
      source.textContent = t("submit.mapSourceStreets");
    });
    frame.after(buttons(map, chosen));
  });
  return h("div", {}, note, frame, said, source);
}

function buttons(map: L.Map, chosen: (lat: number, lon: number) => void): HTMLElement {
  const pick = () => {
    const { lat, lng } = map.getCenter().wrap();
    chosen(lat, lng);
  };
  return h(
    "div",
    { class: "govuk-button-group" },
    button(t("submit.mapSet"), pick),
    button(t("submit.zoomIn"), () => map.zoomIn(), "secondary"),
    button(t("submit.zoomOut"), () => map.zoomOut(), "secondary"),
  );
}

function pointInWords(lat: number, lon: number, { places }: Outline): string {
  const values = { lat: lat.toFixed(4), lon: lon.toFixed(4) };
  const far = (place: Outline["places"][number]) => Math.hypot(place[1] - lat, place[2] - lon);
  const nearest = places.reduce((best, one) => (far(one) < far(best) ? one : best));
  return far(nearest) < NEAR_DEGREES
    ? t("submit.pointNear", { ...values, place: nearest[0] })
    : t("submit.point", values);
}
