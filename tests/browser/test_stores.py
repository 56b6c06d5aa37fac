"""A browser that keeps nothing, or no more: every page works, and what a person has to know stays on the screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import sign_in
from tests.browser.surfing import Surfer
from tests.local.running_system import RunningSystem

STORES = "['localStorage', 'sessionStorage', 'indexedDB', 'caches']"
REFUSED = f"""const denied = {{ get() {{ throw new DOMException('denied', 'SecurityError'); }} }};
for (const name of {STORES}) Object.defineProperty(window, name, denied);
for (const name of ['locks', 'serviceWorker']) Object.defineProperty(navigator, name, denied);"""
NULL = f"""for (const name of {STORES}) Object.defineProperty(window, name, {{ get: () => null }});
Object.defineProperty(navigator, 'locks', {{ get: () => undefined }});"""
FULL = """const full = () => { throw new DOMException('full', 'QuotaExceededError'); };
Storage.prototype.setItem = full;
IDBObjectStore.prototype.put = full;
Cache.prototype.put = async () => full();"""
GONE = """const [opened, got] = [IDBFactory.prototype.open, Storage.prototype.getItem];
let times = 0;
IDBFactory.prototype.open = function (...asked) {
  if (++times > 2) throw new DOMException('gone', 'InvalidStateError');
  return opened.apply(this, asked);
};
Storage.prototype.getItem = function (name) {
  if (++times > 2) throw new DOMException('gone', 'InvalidStateError');
  return got.call(this, name);
};"""
WAYS = {"refused": REFUSED, "null": NULL, "full": FULL, "gone": GONE}
PAGES = ("/", "/lapor", "/lacak", "/laporan", "/lupa", "/bantuan", "/petugas", "/en/", "/en/lacak")


def without(someone: Surfer, way: str) -> Surfer:
    """Take the browser's stores away, in that way."""
    someone.context.add_init_script(WAYS[way])
    return someone


@pytest.mark.parametrize("way", WAYS)
def test_every_page_stands(surfer: Open, way: str) -> None:
    someone = without(surfer(width=360), way)
    for path in PAGES:
        page = someone.go(path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("way", WAYS)
def test_a_report_is_followed_and_answered(surfer: Open, cases: Cases, way: str) -> None:
    receipt = cases.answered()
    page = without(surfer(width=360), way).track(receipt)
    page.click("#step-confirm summary")
    page.get_by_label("5 = sangat baik").first.check()
    page.click("#step-confirm button")
    expect(page.locator("#standing")).to_have_text("Laporan selesai.")


@pytest.mark.parametrize("way", WAYS)
def test_an_anonymous_reporter_gets_number_and_code(surfer: Open, cases: Cases, way: str) -> None:
    someone = without(surfer(width=360), way)
    page = someone.go("/lapor")
    someone.fill_to("pelapor", title="Tanpa nama, tanpa tempat menyimpan")
    page.check("#anonymous")
    someone.next()
    someone.at("periksa")
    page.check("#consent")
    someone.next()
    assert cases.own(someone.receipt())["anonymous"] is True


@pytest.mark.parametrize("way", ["refused", "null", "full"])
def test_an_officer_is_told_why_they_cannot_sign_in_before_they_type_a_password(surfer: Open, way: str) -> None:
    page = without(surfer(width=360), way).go("/petugas")
    page.click("#sign-in")
    expect(page.locator("#desk [role=alert]")).to_contain_text("Izinkan penyimpanan")
    expect(page).to_have_url(re.compile("/petugas$"))


def test_an_officer_whose_store_goes_in_the_middle_signs_in(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(without(surfer(width=360), "gone"), system, "kobar")
    expect(page.locator(".desk-me")).to_be_visible()
