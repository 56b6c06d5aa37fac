"""What runs in CloudFront, run for real: it maps as the one-machine host does, and lets nobody say where they are."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from infra.local.site import Site
from infra.resources import site_functions
from infra.resources.firewall import VIEWER_ADDRESS_HEADER
from infra.site_addresses import KEPT_FOR_GOOD, SIGN_IN, address_of

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "web" / "dist"
NOWHERE = (
    "/nowhere", "/en/nowhere", "/lacak/x", "/404/", "/404.html", "/worker.js/",
    "/petugas/other.json", "/%6cacak", "/.", "/_local/mail", "/berkas/x", "/index.html.br", "/constructor", "/api",
    "/en/assets/x.js", "/assets", "/worker.js.gz",
)  # fmt: skip


MEANT = {
    "/lacak/": "/lacak", "/Lacak": "/lacak", "/LACAK//": "/lacak", "/lacak.html": "/lacak", "/index.html": "/",
    "/en": "/en/", "/EN/": "/en/", "/en/index.html": "/en/", "/en/lacak.html": "/en/lacak", "/petugas/": "/petugas",
    "/en/lapor/": "/en/lapor", "//": "/",
}  # fmt: skip


@cache
def node() -> str:
    """The machine's Node, or the one in the virtual environment."""
    found = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    assert found, "no node"
    return found


def answers(code: str, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a function makes of each request."""
    events = [{"request": {"headers": {}, **one}, "viewer": {"ip": "203.0.113.9"}} for one in requests]
    program = f"{code}\nprocess.stdout.write(JSON.stringify({json.dumps(events)}.map(handler)))"
    ran = subprocess.run([node(), "-e", program], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    assert len(found) == len(requests)
    return found


def files() -> list[str]:
    """Every file of the built site, its compressed forms left out: CloudFront compresses by itself."""
    every = (path.relative_to(DIST).as_posix() for path in DIST.rglob("*") if path.is_file())
    return sorted(name for name in every if not name.endswith((".br", ".gz")))


def test_every_file_of_the_site_is_found_at_its_address() -> None:
    names = files()
    assert len(names) > 500
    addresses = [address_of(name) for name in names]
    found = answers(site_functions.site_addresses(), [{"uri": address} for address in addresses])
    assert [one.get("uri") for one in found] == [f"/{name}" for name in names]


def test_what_the_desk_must_know_of_the_sign_in_is_found_too() -> None:
    (found,) = answers(site_functions.site_addresses(), [{"uri": f"/{SIGN_IN}"}])
    assert found["uri"] == "/petugas/sign-in.json"


@pytest.mark.parametrize("address", NOWHERE)
def test_what_is_not_there_says_so_as_the_one_machine_host_does(address: str) -> None:
    (found,) = answers(site_functions.site_addresses(), [{"uri": address}])
    local = Site(DIST).answer("GET", address, {})
    assert (found["statusCode"], local.status) == (404, 404)
    assert found["headers"]["cache-control"]["value"] == dict(local.headers)["Cache-Control"] == "no-store"
    page, theirs = found["body"]["data"], local.body.decode()
    for said in (f'<html lang="{"en" if address.startswith("/en/") else "id"}"', "<title>", "<h1"):
        assert said in page
        assert said in theirs
    title = page.split("<title>")[1].split("</title>")[0]
    assert f"<title>{title}</title>" in theirs


@pytest.mark.parametrize(("address", "meant"), MEANT.items())
def test_who_writes_an_address_a_little_otherwise_is_led_there(address: str, meant: str) -> None:
    asked = {"id": {"value": "LP-1"}}
    plain, with_query = answers(
        site_functions.site_addresses(), [{"uri": address}, {"uri": address, "querystring": asked}]
    )
    local = Site(DIST).answer("GET", address, {})
    assert (plain["statusCode"], local.status) == (301, 301)
    assert plain["headers"]["location"]["value"] == dict(local.headers)["Location"] == meant
    assert with_query["headers"]["location"]["value"] == f"{meant}?id=LP-1"


def test_the_page_of_what_is_not_there_runs_nothing() -> None:
    (found,) = answers(site_functions.site_addresses(), [{"uri": "/nowhere"}])
    policy = found["headers"]["content-security-policy"]["value"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in found["body"]["data"]
    assert '<link rel="stylesheet" href="/api/pages/style.css">' in found["body"]["data"]


def test_what_is_kept_for_good_is_left_to_the_bucket() -> None:
    addresses = [f"{folder}not-built" for folder in KEPT_FOR_GOOD]
    found = answers(site_functions.site_addresses(), [{"uri": address} for address in addresses])
    assert [one["uri"] for one in found] == addresses


def test_a_viewer_cannot_say_where_it_is() -> None:
    name = VIEWER_ADDRESS_HEADER.lower()
    forged = {name: {"value": "198.51.100.1", "multiValue": [{"value": "198.51.100.1"}, {"value": "198.51.100.2"}]}}
    kept = {"x-access-code": {"value": "code"}}
    plain, other = answers(
        site_functions.viewer_address(),
        [{"uri": "/api/reports", "headers": kept}, {"uri": "/api/reports", "headers": forged}],
    )
    assert plain["headers"] == {**kept, name: {"value": "203.0.113.9"}}
    assert other["headers"] == {name: {"value": "203.0.113.9"}}


def test_the_functions_fit_into_cloudfront() -> None:
    for code in (site_functions.site_addresses(), site_functions.viewer_address()):
        assert len(code.encode()) <= 10_000
