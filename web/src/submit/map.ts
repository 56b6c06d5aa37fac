/** Choosing a point: the map moves under a mark in its middle, so that a thumb or the arrow keys can do it. */
import type L from "leaflet";
import { addAreaMap } from "../shared/area_map.ts";
import { coastMap, outline, type Outline } from "../shared/coast.ts";
import { button, h } from "../shared/element.ts";
import { scaleOf } from "../shared/scale.ts";
import { language, t } from "../shared/words.ts";
import { pointInWords } from "./point_words.ts";
import { knownSeats, type Seats } from "./seats.ts";

const CLOSE = 11;

/** The map with its buttons, at a point or around it; `chosen` hears of the point. */
export async function pickMap(
  at: [number, number] | null,
  isExact: boolean,
  chosen: (lat: number, lon: number) => void,
): Promise<HTMLElement> {
  const [known, seats] = await Promise.all([outline(), knownSeats()]);
  const canvas = h("div", { tabindex: "0", role: "application", "aria-label": t("submit.map") });
  const frame = h("div", { class: "map map--pick" }, canvas);
  const note = h("p", { class: "govuk-body" }, t("submit.mapNote"));
  const source = h("p", { class: "govuk-body-s quiet" }, t("submit.mapSource"));
  const said = h("p", { class: "govuk-body", role: "status" });
  // Leaflet measures its element, which has no size before it is in the page.
  requestAnimationFrame(() => {
    const map = coastMap(canvas, known);
    if (at) map.setView(at, isExact ? CLOSE + 2 : CLOSE);
    const tell = () => tellPoint(said, map.getCenter().wrap(), seats, known);
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

/** The place in words; the numbers small beneath, for who reads them to somebody. */
function tellPoint(said: HTMLElement, { lat, lng }: L.LatLng, seats: Seats, { places }: Outline): void {
  const numbers = t("submit.point", { lat: lat.toFixed(4), lon: lng.toFixed(4) });
  said.replaceChildren(
    h("strong", {}, pointInWords(lat, lng, seats, places) ?? t("submit.pointFar")),
    h("span", { class: "hint-below govuk-body-s quiet" }, numbers),
  );
}
