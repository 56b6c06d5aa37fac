/**
 * Roads, rivers and villages of an area, where the installation has them: one PMTiles file of its own, asked for piece by
 * piece under our own address, so that nobody else learns where somebody reports. Loaded with a map, and only there.
 */
import L from "leaflet";

type Card = { file: string | null };
type Module = typeof import("protomaps-leaflet");

/** How far one can go in where streets are drawn, and where they are not. */
export const [DEEPEST_WITH_STREETS, DEEPEST] = [18, 14];

/** Put the area's own map over the coast; whether the installation has one. Never raises: the coast is there already. */
export async function addAreaMap(map: L.Map, language: string): Promise<boolean> {
  try {
    const response = await fetch("/peta.json");
    const { file } = (await response.json()) as Card;
    if (!file) return false;
    // The library looks for Leaflet where a page's own script would have put it.
    Object.assign(globalThis, { L });
    const { leafletLayer }: Module = await import("protomaps-leaflet");
    const layer = leafletLayer({ url: new URL(file, location.origin).href, flavor: "light", lang: language });
    (layer as unknown as L.Layer).addTo(map);
    map.setMaxZoom(DEEPEST_WITH_STREETS);
    return true;
  } catch {
    return false;
  }
}
