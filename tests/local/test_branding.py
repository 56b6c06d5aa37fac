"""Another name, colour and picture: every page has them, files kept for good do not change, no colour hides words."""

from pathlib import Path

import pytest

from chalicelib import pages
from chalicelib.brand import BUILT, Brand, brand_from, coloured, contrast, named
from chalicelib.pages.frame import FRAME
from chalicelib.settings import BadSetting, settings
from infra.local.site import Site
from tests.local.running_system import ROOT

HOME = "Pemkab Kobar – Pemerintah Kabupaten Kobar & Sekitarnya"
DIST = ROOT / "web" / "dist"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """A regency's own."""
    logo = tmp_path / "lambang.svg"
    logo.write_bytes(PICTURE)
    return brand_from("Lapor <Kobar>", "#7A1F2B", str(logo))


@pytest.mark.parametrize("path", ["/", "/lapor", "/en/lacak", "/petugas", "/404"])
def test_every_page_of_the_site_is_in_the_brand(brand: Brand, path: str) -> None:
    page = Site(DIST, brand=brand).answer("GET", path, {}).body.decode()
    assert "– Lapor &lt;Kobar&gt;</title>" in page
    assert '<img class="lapor-header__logo" src="/logo.svg" alt=""><strong>Lapor &lt;Kobar&gt;</strong>' in page
    assert 'theme-color" content="#7a1f2b"' in page
    assert page.index('href="/brand.css"') > page.index('href="/assets/')
    assert "<strong>LAPOR!</" not in page


@pytest.mark.parametrize("path", ["/", "/en/", "/en/lacak", "/petugas", "/404"])
def test_the_picture_for_sharing_is_there_and_has_its_whole_address(brand: Brand, path: str) -> None:
    built = Site(DIST)
    assert 'og:image" content="/share.png"' in built.answer("GET", path, {}).body.decode()
    picture = built.answer("GET", "/share.png", {})
    assert (picture.status, dict(picture.headers)["Content-Type"]) == (200, "image/png")
    assert len(picture.body) < 10_000
    for look in (BUILT, brand):
        page = Site(DIST, brand=look, site_url="https://lapor.example").answer("GET", path, {}).body.decode()
        assert 'og:image" content="https://lapor.example/share.png"' in page
    for own in ("http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"):
        kept = Site(DIST, site_url=own).answer("GET", path, {"accept-encoding": "br"})
        assert dict(kept.headers)["Content-Encoding"] == "br", "what is built is served as it is"


@pytest.mark.parametrize("path", ["/", "/en/", "/en/lacak", "/petugas", "/404"])
def test_the_head_says_whose_installation_it_is(brand: Brand, path: str) -> None:
    for look in (BUILT, brand):
        page = Site(DIST, brand=look, home=HOME).answer("GET", path, {}).body.decode()
        assert f"<span>{HOME.replace('&', '&amp;')}</span></a>" in page
        assert not any(f"<span>{tagline}" in page for tagline in FRAME["tagline"])


def test_style_picture_and_manifest_are_served_and_files_stay(brand: Brand) -> None:
    built, branded = Site(DIST), Site(DIST, brand=brand)
    assert "--brand:#7a1f2b" in branded.answer("GET", "/brand.css", {}).body.decode()
    logo = branded.answer("GET", "/logo.svg", {})
    assert (logo.body, dict(logo.headers)["Content-Type"]) == (PICTURE, "image/svg+xml")
    assert b"Kobar" in branded.answer("GET", "/manifest.webmanifest", {}).body
    for script in (DIST / "assets").glob("*.js"):
        address = f"/assets/{script.name}"
        assert built.answer("GET", address, {}).body == branded.answer("GET", address, {}).body
    assert built.answer("GET", "/brand.css", {}).status == 404


def test_the_pages_without_script_have_name_and_colour(brand: Brand) -> None:
    page = named(pages.track_page("id", {}), brand)
    assert "– Lapor &lt;Kobar&gt;</title>" in page
    assert "<strong>Lapor &lt;Kobar&gt;</strong>" in page
    assert coloured(pages.stylesheet(), brand).endswith(":root { --brand: #7a1f2b; --brand-dark: #5b1720; }\n")
    assert (named("x", BUILT), coloured("x", BUILT)) == ("x", "x")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("SITE_COLOUR", "#ffcc00", "white words on it have a contrast of 1.5, and need 4.5"),
        ("SITE_COLOUR", "blue", "it must be a colour such as #0b4f8a"),
        ("SITE_NAME", "x" * 31, "30 signs at most"),
        ("SITE_NAME", "Lapor\nKobar", "all of them printable"),
        ("SITE_LOGO", "/nowhere/logo.svg", "an SVG or PNG file"),
    ],
)
def test_a_brand_that_cannot_be_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, why: str
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        with pytest.raises(BadSetting, match=why):
            settings()
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
