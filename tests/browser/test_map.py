"""The map of the form: loaded when it is opened, light, asked of nobody else, and of use without seeing it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.area_file import area_file
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer
from tests.local.running_system import SMALL, RunningSystem

HEAVIEST_MAP = 250_000
KUMAI = {"latitude": -2.7400, "longitude": 111.7260}
PANGKALAN_BUN = (-2.6832, 111.6259)
COLOURS = """() => {
  const seen = new Set();
  for (const canvas of document.querySelectorAll('canvas.leaflet-tile')) {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3]) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  }
  return seen.size;
}"""


@pytest.fixture(scope="module")
def with_area(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """A system whose operator has a map of the area."""
    folder = tmp_path_factory.mktemp("area")
    file = area_file(folder / "kobar.pmtiles", *PANGKALAN_BUN)
    running = RunningSystem(folder / "data", settings=SMALL | {"MAP_FILE": str(file)}).start()
    yield running
    running.stop()


def opened_map(someone: Surfer) -> Page:
    """The step of the place with its map open."""
    page = someone.page
    someone.fill_to("lokasi")
    page.wait_for_selector("select[id='location.province']")
    page.click("#open-map")
    page.wait_for_selector(".leaflet-container canvas")
    return page


def weighed(someone: Surfer) -> list[int]:
    """What comes over the wire from now on."""
    wire, received = someone.context.new_cdp_session(someone.page), []
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    return received


def map_of_the_regency(someone: Surfer) -> tuple[Page, list[int]]:
    """The map opened where the lists name the sample's regency, and what it takes over the wire."""
    page = someone.go("/lapor")
    someone.fill_to("lokasi")
    page.select_option("select[id='location.province']", "Kalimantan Tengah")
    page.select_option("[id='location.regency']", "Kabupaten Kotawaringin Barat")
    received = weighed(someone)
    page.click("#open-map")
    return page, received


def test_the_map_shows_coast_towns_and_scale_and_follows_the_lists(surfer: Open) -> None:
    someone = surfer(width=360, service_workers="block")
    page, received = map_of_the_regency(someone)
    page.wait_for_selector(".leaflet-container canvas")
    expect(page.locator(".map__scale")).to_contain_text("km")
    expect(page.locator("#map-place [role=status]")).to_contain_text("Kumai")
    page.wait_for_load_state("networkidle")
    assert 50_000 < sum(received) <= HEAVIEST_MAP, sum(received)
    someone.inspect("peta-360")


def test_a_pin_fills_the_lists_and_never_those_that_were_chosen(surfer: Open) -> None:
    someone = surfer(width=360, geolocation=KUMAI, permissions=["geolocation"])
    page = someone.go("/lapor")
    someone.fill_to("lokasi")
    page.wait_for_selector("select[id='location.province']")
    page.click("text=Pakai lokasi saya")
    expect(page.locator("[id='location.regency']")).to_have_value("Kabupaten Kotawaringin Barat")
    expect(page.locator("[id='location.district']")).to_have_value("Kumai")
    expect(page.locator("#point-said")).to_contain_text("Wilayahnya kami isi")
    expect(page.locator("[id='location.village']")).to_be_enabled()
    page.select_option("[id='location.village']", "Kumai Hilir")
    page.click("text=Hapus titik")
    page.select_option("select[id='location.province']", "Aceh")
    page.click("text=Pakai lokasi saya")
    expect(page.locator("#point-said")).to_contain_text("Titik: ")
    expect(page.locator("select[id='location.province']")).to_have_value("Aceh")


def test_an_open_map_goes_to_where_the_person_is(surfer: Open) -> None:
    someone = surfer(width=360, geolocation=KUMAI, permissions=["geolocation"])
    someone.go("/lapor")
    page = opened_map(someone)
    page.click("text=Pakai lokasi saya")
    expect(page.locator("#map-place [role=status]")).to_contain_text("-2.7400, 111.7260")
    someone.next()
    someone.choose_topic("pekerjaan-umum")
    for step in ("instansi", "pelapor"):
        someone.next()
        someone.at(step)
    page.fill("[id='reporter.email']", "sari@warga.example")
    someone.next()
    expect(page.locator("#answers")).to_contain_text("Kabupaten Kotawaringin Barat, Kalimantan Tengah, titik di peta")


def test_the_operators_file_draws_streets_and_is_asked_piece_by_piece(
    browser: Browser, with_area: RunningSystem
) -> None:
    for width in (360, 1280):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=f"http://127.0.0.1:{with_area.port}"
        )
        someone = Surfer(context, with_area.port)
        pieces: list[int] = []

        def note(response: Response, statuses: list[int] = pieces) -> None:
            if response.url.endswith(".pmtiles"):
                statuses.append(response.status)

        context.on("response", note)
        page, received = map_of_the_regency(someone)
        page.wait_for_selector("canvas.leaflet-tile")
        page.wait_for_function(f"({COLOURS})() >= 3")
        assert set(pieces) == {206}
        assert sum(received) <= HEAVIEST_MAP, sum(received)
        expect(page.locator("#map-place p").first).to_have_text("Geser peta sampai tempatnya ada di tengah.")
        someone.inspect(f"peta-wilayah-{width}")
        context.close()
        assert someone.troubles == []


def test_without_seeing_it_the_point_is_set_by_keys_and_told_in_words(surfer: Open) -> None:
    someone = surfer()
    someone.go("/lapor")
    page = opened_map(someone)
    canvas = page.locator(".map [role=application]")
    assert "panah" in (canvas.get_attribute("aria-label") or "")
    said = page.locator("#map-place [role=status]")
    before = said.inner_text()
    canvas.focus()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(before)
    page.get_by_role("button", name="Pakai titik tengah ini").press("Enter")
    expect(page.locator("#point-said")).to_contain_text("Titik: ")


def test_a_point_is_told_in_words_first_and_its_numbers_beneath(surfer: Open) -> None:
    someone = surfer(width=360, geolocation=KUMAI, permissions=["geolocation"])
    page = someone.go("/lapor")
    opened_map(someone)
    page.click("#point button")
    said = page.locator("#point-said")
    expect(said.locator("strong")).to_have_text("Di Kecamatan Kumai, Kabupaten Kotawaringin Barat. ")
    expect(said.locator(".quiet").first).to_have_text("Titik: -2.74000, 111.72600")
    moved = page.locator("#map-place [role=status]")
    expect(moved.locator("strong")).to_have_text("Di Kecamatan Kumai, Kabupaten Kotawaringin Barat.")
    for _ in range(8):  # a key pressed while the map still moves is not heard
        page.locator(".leaflet-container").press("ArrowUp")
        page.wait_for_timeout(400)
    expect(moved.locator("strong")).to_have_text(re.compile("^[0-9]+ km dari [A-Z].*[.]$"))
    someone.inspect("peta-titik-dalam-kata-360")
