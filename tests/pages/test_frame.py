"""What stands around every page is one source for the site and for the API; what their two forms ask is the same."""

import re
from pathlib import Path

import pytest

from chalicelib import __version__
from chalicelib.intake.schema import SUBMISSION
from chalicelib.intake.shapes import Shape
from chalicelib.pages import TEMPLATES
from chalicelib.pages.frame import FRAME, MENU, framed
from infra.resources.missing_page import missing_page
from infra.site_addresses import PAGES
from tests.pages.every_page import every_page

WEB = Path(__file__).resolve().parents[2] / "web"
LAYOUTS = (WEB / "pages" / "layout.njk", TEMPLATES / "layout.html")
# Files come with a script alone, a point on the map too; whom a report is about is told in its words.
NOT_ASKED = {"attachments", "location.lat", "location.lon", "reported_agencies", "submission_key"}


def fields_asked_for() -> set[str]:
    """Every field of a new report that a form has a control for."""
    names: set[str] = set()
    for field in SUBMISSION.fields:
        inner = field.kind.fields if isinstance(field.kind, Shape) else ()
        names |= {f"{field.name}.{one.name}" for one in inner} or {field.name}
    return names - NOT_ASKED


def controls_of(page: str) -> set[str]:
    """The names that a page's form sends."""
    return set(re.findall(r'<(?:input|select|textarea)[^>]*\sname="([^"]+)"', page))


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_api_shows_the_version_and_leads_to_the_pages_of_the_site(language: str) -> None:
    home = "/en" if language == "en" else ""
    for name, page in every_page(language, "0"):
        assert __version__ in page.split("<footer>")[1], name
        for address, code in MENU:
            assert f'<li><a href="{home}/{address}">{framed(code, language)}</a></li>' in page, name


@pytest.mark.parametrize("address", [*PAGES, *(f"en/{page}" for page in PAGES)])
def test_every_page_of_the_site_shows_the_version(address: str) -> None:
    page = (WEB / "dist" / f"{address}.html").read_text(encoding="utf-8")
    language = "en" if address.startswith("en/") else "id"
    assert framed("version", language) in page.split("<footer")[1]
    assert __version__ in framed("version", language)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.name)
def test_both_layouts_take_their_frame_from_the_one_source(layout: Path) -> None:
    source = layout.read_text(encoding="utf-8")
    assert '{% from "frame.html" import beginning, menu, version %}' in source
    for part in ("beginning(", "menu(", "version("):
        assert f"{{{{ {part}" in source
    assert not any(said in source for pair in FRAME.values() for said in pair)


def test_who_finds_nothing_is_led_to_the_same_pages() -> None:
    for language, home in (("id", ""), ("en", "/en")):
        links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', missing_page(language))
        assert links == [(f"{home}/{address}", framed(code, language)) for address, code in MENU if code != "help"]


def test_the_two_forms_ask_for_the_same_fields_and_those_are_the_apis() -> None:
    site = controls_of((WEB / "dist" / "lapor.html").read_text(encoding="utf-8"))
    faults = dict(every_page("id", "0"))["faults"]
    assert fields_asked_for() <= site
    assert fields_asked_for() <= controls_of(faults)
    assert site <= fields_asked_for()
