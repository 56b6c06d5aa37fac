"""Who comes to the front page reaches every page by what stands there to be pressed, and a thumb meets it."""

from urllib.parse import urlsplit

import pytest

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import ROOT, Surfer

pytestmark = pytest.mark.in_each_font

NOT_VISITED = {"404", "luring"}
"""They come by themselves: where there is no page, and where there is no line."""
LINKS = """() => [...document.querySelectorAll('a[href]')]
  .filter(one => one.checkVisibility() && one.origin === location.origin)
  .map(one => one.pathname + one.search).filter(one => !one.endsWith('.md'))"""


@pytest.mark.parametrize(("width", "language"), [(360, ""), (1280, "en")])
def test_links_alone_lead_from_the_front_page_to_every_page(
    surfer: Open, cases: Cases, width: int, language: str
) -> None:
    number = cases.published()["report_id"]
    someone = surfer(width=width)
    start = f"/{language}".rstrip("/")
    reached = walked(someone, f"{start}/")
    built = {one.stem for one in (ROOT / "web" / "dist" / language).glob("*.html")} - NOT_VISITED
    expected = {f"{start}/{'' if name == 'index' else name}" for name in built}
    assert {"/lapor", "/lacak", "/laporan", "/bantuan", "/lupa", "/petugas"} <= {f"/{name}" for name in built}
    assert expected <= {urlsplit(one).path for one in reached}
    assert f"{start}/laporan?id={number}" in reached


def test_the_four_ways_stand_in_one_row_of_a_telephone(surfer: Open) -> None:
    someone = surfer(width=360)
    for address in ("/", "/lapor", "/laporan", "/bantuan", "/en/laporan"):
        ways = someone.go(address).locator("header nav li")
        assert len({way.bounding_box()["y"] for way in ways.all()}) == 1, address  # type: ignore[index]


def walked(someone: Surfer, start: str) -> set[str]:
    """Every address that links lead to from there in the same language, and a look at each page on the way."""
    ahead, seen = [start], {start}
    looked: set[str] = set()
    while ahead:
        address = ahead.pop(0)
        path = urlsplit(address).path
        kind = f"{path}?" if "?" in address else path
        if kind in looked or not path.startswith(start) or (start == "/" and path.startswith("/en")):
            continue
        looked.add(kind)
        page = someone.go(address)
        page.wait_for_load_state("networkidle")
        assert someone.small() == [], address
        assert someone.violations() == [], address
        found: list[str] = page.evaluate(LINKS)
        ahead += [one for one in found if one not in seen]
        seen.update(found)
    return seen


def test_a_thumb_meets_what_the_form_has_to_press(surfer: Open) -> None:
    someone = surfer(width=360)
    someone.go("/lapor")
    someone.fill_to("lokasi")
    assert someone.small() == []
    someone.go("/lapor")
    someone.page.evaluate("localStorage.clear()")
    someone.go("/lapor")
    someone.fill_to("periksa")
    someone.page.wait_for_selector("#answers a")
    assert someone.small() == []
