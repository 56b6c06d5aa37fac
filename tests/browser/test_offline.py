"""A bad line: the draft stays, the report is sent when the line is back, once, and nothing stays behind."""

import re

from playwright.sync_api import Browser, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.hanging_line import HangingLine
from tests.browser.surfing import Surfer
from tests.browser.test_reporting import DRAFTS
from tests.local.running_system import wait_until

TITLE = "Pasar tergenang setiap hujan deras"
KEPT = """words => new Promise(done => {
  const opening = indexedDB.open('lapor', 1);
  opening.onsuccess = () => {
    const draft = opening.result.transaction('kept').objectStore('kept').get('draft');
    draft.onsuccess = () => { opening.result.close(); done(JSON.stringify(draft.result ?? '').includes(words)); };
  };
})"""
WOKEN_LATER = "async () => (await (await navigator.serviceWorker.ready).sync.getTags()).includes('send-report')"


def test_the_draft_survives_a_closed_tab_and_can_be_deleted(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    someone.fill_to("lokasi", title=TITLE)
    page.fill("[id='location.detail']", "Depan pintu timur")
    expect(page.locator("#draft")).to_contain_text("tersimpan")
    page.wait_for_function(KEPT, arg="Depan pintu timur")
    page.close()
    page = someone.page = someone.context.new_page()
    someone.go("/lapor")
    expect(page.locator("#notices")).to_contain_text(re.compile(f"{TITLE}.*, disimpan .* pukul"))
    page.click("text=Lanjutkan mengisi")
    someone.at("lokasi")
    expect(page.locator("[id='location.detail']")).to_have_value("Depan pintu timur")
    expect(page.locator("#title")).to_have_value(TITLE)
    page.click("text=English")
    someone.at("lokasi")
    expect(page).to_have_url(re.compile(r"/en/lapor\#lokasi$"))
    expect(page.locator("[id='location.detail']")).to_have_value("Depan pintu timur")
    page.click("text=Delete my draft")
    page.click("text=Yes, delete")
    expect(page.locator("#notices")).to_contain_text("has been deleted")
    assert page.evaluate(DRAFTS) == 0
    page.reload()
    someone.at("kejadian")
    expect(page.locator("#title")).to_have_value("")


def test_a_report_sent_without_a_line_arrives_once_when_it_is_back(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=390)
    page = someone.go("/lapor")
    ready(someone)
    someone.context.set_offline(True)
    page.goto("/lapor")  # the service worker has it
    someone.fill_to("periksa", title=TITLE)
    page.check("#consent")
    someone.next()
    expect(page.locator("#after h1")).to_have_text("Laporan Anda menunggu sambungan")
    someone.inspect("menunggu-sambungan-390")
    page.reload()
    expect(page.locator("#after h1")).to_have_text("Laporan Anda menunggu sambungan")
    someone.context.set_offline(False)
    receipt = someone.receipt()
    assert cases.own(receipt)["title"] == TITLE
    assert page.evaluate(DRAFTS) == 0


def test_the_service_worker_sends_it_with_no_page_open(surfer: Open, cases: Cases) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    ready(someone)
    someone.fill_to("periksa", title="Terkirim sesudah halaman ditutup", email="tanpa-halaman@warga.example")
    page.check("#consent")
    someone.context.set_offline(True)
    someone.next()
    expect(page.locator("#after h1")).to_have_text("Laporan Anda menunggu sambungan")
    page.wait_for_function(WOKEN_LATER)
    page.close()
    sent = len(cases.system.mails("tanpa-halaman@warga.example"))
    someone.context.set_offline(False)
    wait_until(lambda: len(cases.system.mails("tanpa-halaman@warga.example")) > sent, 60)
    page = someone.page = someone.context.new_page()
    page.goto("/lapor")
    receipt = someone.receipt()
    assert cases.own(receipt)["title"] == "Terkirim sesudah halaman ditutup"
    page.click("text=Hapus dari perangkat ini")
    someone.at("kejadian")
    expect(page.locator("#notices")).to_have_text("")


def test_an_address_that_is_not_kept_says_that_there_is_no_line(surfer: Open) -> None:
    someone = surfer(width=360)
    page = someone.go("/")
    ready(someone)
    someone.context.set_offline(True)
    for path, said in (("/laporan", "Tidak ada sambungan"), ("/lacak/", "Lacak"), ("/en/tidak-ada", "No connection")):
        page.goto(path)
        expect(page.locator("h1")).to_contain_text(said)
    someone.inspect("tanpa-sambungan-360")
    page.click("main a[href='/en/lapor']")
    expect(page.locator("form#report")).to_be_visible()


def test_on_a_line_that_hangs_a_kept_page_comes_all_the_same(browser: Browser, cases: Cases) -> None:
    with HangingLine(cases.system.port) as line:
        context = browser.new_context(base_url=f"http://127.0.0.1:{line.port}")
        someone = Surfer(context, line.port)
        page = someone.go("/")
        ready(someone)
        line.hangs = True
        page.goto("/lapor", wait_until="commit")
        expect(page.locator("form#report #title")).to_be_attached()
        line.hangs = False
        context.close()
        assert someone.troubles == []


def ready(someone: Surfer) -> None:
    """Wait until the service worker has all it keeps."""
    someone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    someone.page.wait_for_function("navigator.serviceWorker.controller !== null")
