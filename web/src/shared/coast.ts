/** A Leaflet map of Indonesia without tiles: the coastline, and the names of places that fit the zoom. */
import L from "leaflet";
import "leaflet/dist/leaflet.css";

export type Outline = { coast: [number, number][][]; places: [name: string, lat: number, lon: number, rank: number][] };

const INDONESIA: L.LatLngBoundsLiteral = [
  [-11.2, 94.8],
  [6.3, 141.2],
];
/** From this zoom on the places of each rank are named: capitals, seats of regencies, large towns, seats of districts. */
const NAMED_FROM = [4, 7, 9, 9];
/** Pixels that a name needs for itself. */
const ROOM = { x: 110, y: 18 };

/** Coast and places, loaded once. */
export async function outline(): Promise<Outline> {
  const response = await fetch(OUTLINE);
  if (!response.ok) throw new Error(`outline ${response.status}`);
  return (await response.json()) as Outline;
}

/** Draw the coast on a map in `element`. No control of Leaflet's own: they would need markup written as text. */
export function coastMap(element: HTMLElement, { coast, places }: Outline): L.Map {
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    minZoom: 3,
    maxZoom: 14,
    preferCanvas: true,
  });
  // Below the streets of an area's own map, which cover it where they are.
  map.createPane("coast").style.zIndex = "190";
  const look = { color: "#7b8a99", weight: 1, fillColor: "#fbf9f1", fillOpacity: 1 };
  L.polygon(coast, { ...look, interactive: false, pane: "coast" }).addTo(map);
  map.fitBounds(INDONESIA);
  const names = L.layerGroup().addTo(map);
  const draw = () => {
    names.clearLayers();
    const taken: L.Point[] = [];
    const isFree = (at: L.Point) =>
      taken.every(({ x, y }) => Math.abs(x - at.x) > ROOM.x || Math.abs(y - at.y) > ROOM.y);
    for (const [name, lat, lon, rank] of places) {
      if (map.getZoom() < NAMED_FROM[rank]! || !map.getBounds().contains([lat, lon])) continue;
      const at = map.latLngToContainerPoint([lat, lon]);
      if (!isFree(at)) continue;
      taken.push(at);
      label(name, lat, lon).addTo(names);
    }
  };
  map.on("moveend", draw);
  map.whenReady(draw);
  return map;
}

function label(name: string, lat: number, lon: number): L.Layer {
  const text = document.createElement("span");
  text.textContent = name;
  return L.circleMarker([lat, lon], { radius: 2, color: "#4a5764", interactive: false }).bindTooltip(text, {
    permanent: true,
    direction: "right",
    offset: [2, 0],
  });
}
