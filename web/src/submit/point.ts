/** A point on the map: "use my location", or a map that is loaded only when it is opened. */
import { byId, button, h } from "../shared/element.ts";
import { t } from "../shared/words.ts";
import { fillPlaces } from "./places.ts";
import { pointInWords } from "./point_words.ts";
import { knownSeats, middleOf, placeOf } from "./seats.ts";
import { current, readForm, save } from "./state.ts";

const DIGITS = 5;

/** Build the question; the point, if any, is in the draft's answers. */
export function preparePoint(): void {
  const hidden = (name: string) => h("input", { type: "hidden", name, id: name, value: current().answers[name] ?? "" });
  byId("point").replaceChildren(
    h("h2", { class: "govuk-heading-s" }, t("submit.pointTitle")),
    h("p", { class: "govuk-body", id: "point-said", role: "status" }),
    h(
      "div",
      { class: "govuk-button-group" },
      button(t("submit.locate"), locate, "secondary"),
      h(
        "button",
        {
          type: "button",
          class: "govuk-button govuk-button--secondary",
          id: "open-map",
          "aria-expanded": "false",
          onclick: () => void toggleMap(),
        },
        t("submit.openMap"),
      ),
    ),
    h("div", { id: "map-place" }),
    hidden("location.lat"),
    hidden("location.lon"),
  );
  sayPoint();
}

const value = (name: string) => (byId(name) as HTMLInputElement).value;

function sayPoint(): void {
  const [lat, lon] = [value("location.lat"), value("location.lon")];
  const said = byId("point-said");
  if (!lat) return said.replaceChildren();
  const words = h("strong", {});
  said.replaceChildren(
    words,
    h("button", { type: "button", class: "as-link", onclick: () => setPoint() }, t("submit.removePoint")),
    h("span", { class: "hint-below govuk-body-s quiet" }, t("submit.point", { lat, lon })),
  );
  void sayPlace(words, Number(lat), Number(lon));
}

/** The place in words before the numbers, as soon as the districts are there. */
async function sayPlace(words: HTMLElement, lat: number, lon: number): Promise<void> {
  const where = pointInWords(lat, lon, await knownSeats());
  if (where) words.replaceChildren(where, " ");
}

/** Take a point, or none. */
export function setPoint(lat?: number, lon?: number): void {
  (byId("location.lat") as HTMLInputElement).value = lat === undefined ? "" : lat.toFixed(DIGITS);
  (byId("location.lon") as HTMLInputElement).value = lon === undefined ? "" : lon.toFixed(DIGITS);
  sayPoint();
  readForm();
  void save();
}

/** A point that a person chose: it fills the lists too, where nobody has chosen a place yet. */
function takePoint(lat: number, lon: number): void {
  setPoint(lat, lon);
  void fillFrom(lat, lon);
}

async function fillFrom(lat: number, lon: number): Promise<void> {
  const near = placeOf(lat, lon, await knownSeats());
  if (!near || !(await fillPlaces([near.province, near.regency, near.district]))) return;
  byId("point-said").append(
    h("span", { id: "point-filled", class: "hint-below" }, t("submit.pointFilled", { place: near.regency })),
  );
}

function locate(): void {
  const said = byId("point-said");
  said.textContent = t("submit.locating");
  const failed = () => void (said.textContent = t("submit.locateFailed"));
  if (!("geolocation" in navigator)) return failed();
  const found = ({ coords }: GeolocationPosition) => {
    takePoint(coords.latitude, coords.longitude);
    if (byId("map-place").childElementCount > 0) void showMap();
  };
  navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 20_000 });
}

async function toggleMap(): Promise<void> {
  const [place, opener] = [byId("map-place"), byId("open-map")];
  const isOpen = place.childElementCount > 0;
  opener.setAttribute("aria-expanded", String(!isOpen));
  opener.textContent = t(isOpen ? "submit.openMap" : "submit.closeMap");
  if (isOpen) return place.replaceChildren();
  await showMap();
}

/** The map at the point, or around the place; once more where it is open already and the point came another way. */
async function showMap(): Promise<void> {
  const place = byId("map-place");
  place.replaceChildren(h("p", { class: "govuk-body", role: "status" }, t("common.loading")));
  try {
    const { pickMap } = await import("./map.ts");
    const [lat, lon] = [value("location.lat"), value("location.lon")];
    const around = lat ? null : middleOf(readForm().answers, await knownSeats());
    const at: [number, number] | null = lat ? [Number(lat), Number(lon)] : around;
    place.replaceChildren(await pickMap(at, Boolean(lat), takePoint));
  } catch {
    place.replaceChildren(h("p", { class: "govuk-body" }, t("common.offline")));
  }
}
