"""What Lighthouse says of the pages that people meet first, on its own telephone (Moto G, slow 4G, computed).

Accessibility, best practices and SEO are 100. Performance is printed beside them, the best of three, and not held: its
figure hangs on the clock of the machine, which others use too (one page had 82, 95, 98 and 100 within minutes). What
makes it is held instead: weight, requests, what stands in the way of the first picture, and that nothing moves under a
finger.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import CHROMIUM, FLAGS, Open
from tests.local.running_system import RunningSystem

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = ROOT / "infra" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
NODE = shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")
HELD = ("accessibility", "best-practices", "seo")
WANTED = 0.99
MOST_BYTES = 100_000
MOST_REQUESTS = 20
MOST_SHIFT = 0.02
PAGES = ["/", "/lacak", "/laporan", "a report", "signing in"]


@pytest.fixture
def address(request: pytest.FixtureRequest, surfer: Open, system: RunningSystem, cases: Cases) -> str:
    """The page's whole address, with something to see on it."""
    published = cases.published()
    home = f"http://127.0.0.1:{system.port}"
    if request.param == "a report":
        return f"{home}/laporan?id={published['report_id']}"
    if request.param == "signing in":
        page = surfer().go("/petugas")
        page.click("#sign-in")
        expect(page.locator("#password")).to_be_visible()
        return page.url
    return f"{home}{request.param}"


def looked_at(address: str) -> dict[str, Any]:
    """What Lighthouse found on a page. On a busy machine its browser sometimes does not start: then once more."""
    done = run(address)
    if done.returncode:
        done = run(address)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert "runtimeError" not in found, found["runtimeError"]
    return found


def run(address: str) -> "subprocess.CompletedProcess[str]":
    """One run of it."""
    flags = " ".join(("--headless=new", *FLAGS))
    return subprocess.run(
        [NODE, LIGHTHOUSE, address, "--output=json", "--quiet", f"--chrome-flags={flags}"],
        env=os.environ | {"CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )


def lost(found: dict[str, Any], category: str) -> list[str]:
    """The audits by which a page misses the 100 of a category."""
    weighed = {one["id"] for one in found["categories"][category]["auditRefs"] if one["weight"]}
    audits = (found["audits"][one] for one in sorted(weighed))
    return [f"{one['id']}: {one['title']}" for one in audits if one["score"] is not None and one["score"] < 1]


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_a_page_is_as_good_as_lighthouse_can_ask(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = looked_at(address)
    for _ in range(2):
        if found["categories"]["performance"]["score"] >= WANTED:
            break
        found = max(found, looked_at(address), key=lambda one: one["categories"]["performance"]["score"])
    scores = {name: round(100 * one["score"]) for name, one in found["categories"].items()}
    with capsys.disabled():
        sys.stdout.write(f"\nLighthouse {address.partition('?')[0]}: {scores}\n")
    assert {name: lost(found, name) for name in HELD} == {name: [] for name in HELD}
    assert {name: scores[name] for name in HELD} == dict.fromkeys(HELD, 100)

    def figure(audit: str) -> float:
        return float(found["audits"][audit]["numericValue"])

    assert figure("total-byte-weight") <= MOST_BYTES
    assert len(found["audits"]["network-requests"]["details"]["items"]) <= MOST_REQUESTS
    assert figure("cumulative-layout-shift") <= MOST_SHIFT
    scripts = [item["url"] for item in blocking(found) if item["url"].endswith(".js")]
    assert scripts == [], "a script stands in the way of the first picture"


def blocking(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What a page waits for before it shows anything."""
    items: list[dict[str, Any]] = found["audits"]["render-blocking-insight"].get("details", {}).get("items", [])
    return items
