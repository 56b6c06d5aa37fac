"""The site as the one-machine host serves it: compressed, with strict headers, and nothing outside its folder."""

import gzip
import http.client
import re
from pathlib import Path

import pytest

from infra.local.site import Site
from tests.local.running_system import ROOT, RunningSystem

PAGES = tuple(
    f"{home}/{page}" for home in ("", "/en") for page in ("", "lapor", "lacak", "laporan", "lupa", "bantuan", "luring")
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_with_a_policy_that_lets_no_text_become_a_script(system: RunningSystem, path: str) -> None:
    page = system.ask("GET", path)
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    policy = page.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "http" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-cache"
    assert f'lang="{"en" if path.startswith("/en") else "id"}"'.encode() in page.content
    assert not re.search(rb"<script(?![^>]*(?:src=|application/json))|<style|\son[a-z]+=|style=", page.content)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_the_others(system: RunningSystem, path: str) -> None:
    home = "/en" if path.startswith("/en") else ""
    nav = re.search(r"<nav.*?</nav>", system.ask("GET", path).content.decode(), re.DOTALL)
    assert nav
    led_to = re.findall(r'href="([^"]*)"', nav[0])
    assert led_to == [f"{home}/{page}" for page in ("lapor", "lacak", "laporan", "bantuan")]
    assert "hidden" not in nav[0].partition(">")[0]


def test_what_a_page_names_is_kept_for_good_and_a_page_is_asked_for_again(system: RunningSystem) -> None:
    page = system.ask("GET", "/")
    asset = re.search(rb'src="(/assets/[^"]+\.js)"', page.content)
    assert asset
    script = system.ask("GET", asset[1].decode())
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert script.headers["Content-Type"].startswith("text/javascript")
    again = system.ask("GET", "/", headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")


def test_a_file_travels_compressed_to_who_takes_it(system: RunningSystem) -> None:
    plain = system.ask("GET", "/")
    assert "Content-Encoding" not in plain.headers
    zipped = system.ask("GET", "/", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    best = system.ask("GET", "/", headers={"Accept-Encoding": "gzip, deflate, br"})
    assert best.headers["Content-Encoding"] == "br"
    assert len(best.content) < len(zipped.content) < len(plain.content)
    assert best.headers["Vary"] == "Accept-Encoding"


def test_the_pages_without_script_look_for_their_style_where_it_is(system: RunningSystem) -> None:
    assert system.ask("GET", "/api/pages/style.css").status == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/../Makefile", "/%2e%2e/Makefile", "/assets/../../package.json", "/index.html.br", "/."]
)
def test_what_is_not_there_says_so_in_the_language_of_the_path(system: RunningSystem, path: str) -> None:
    page = system.ask("GET", path)
    assert page.status == 404
    assert "Halaman tidak ditemukan" in page.content.decode()
    assert b"Page not found" in system.ask("GET", f"/en{path}").content


def test_who_writes_an_address_a_little_otherwise_is_led_there(system: RunningSystem) -> None:
    for path, meant in (("/lacak/", "/lacak"), ("/en", "/en/"), ("/Laporan/?id=LP-1", "/laporan?id=LP-1")):
        connection = http.client.HTTPConnection("127.0.0.1", system.port, timeout=30)
        connection.request("GET", path)
        led = connection.getresponse()
        assert (led.status, led.headers["Location"]) == (301, meant)
        connection.close()


def test_nothing_is_written_to_the_site(system: RunningSystem) -> None:
    refused = system.ask("POST", "/lacak", raw=b"x")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET, HEAD")
    assert system.ask("HEAD", "/lacak").content == b""


def test_places_come_one_regency_at_a_time(system: RunningSystem) -> None:
    folder = next(path for path in (ROOT / "web" / "dist" / "areas").iterdir() if path.is_dir()).name
    provinces = system.ask("GET", f"/areas/{folder}/index.json").json
    assert len(provinces) == 38
    inside = dict(provinces)["Kalimantan Tengah"]
    assert ["6201", "Kabupaten Kotawaringin Barat"] in inside
    districts = dict(system.ask("GET", f"/areas/{folder}/6201.json").json)
    assert "Kumai Hilir" in districts["Kumai"]
    assert sum(len(regencies) for _, regencies in provinces) == 514


def test_without_a_build_there_is_no_site(tmp_path: Path) -> None:
    assert not Site(tmp_path).is_built
