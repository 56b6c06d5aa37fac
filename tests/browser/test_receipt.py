"""The receipt: on the screen before anything is kept, with ways to keep it, and nothing else left on the device."""

import re
from urllib.parse import unquote

from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer

REFUSING = """() => {
  const refuse = () => { throw new DOMException('refused', 'QuotaExceededError'); };
  Object.defineProperty(window, 'sessionStorage', { get: refuse });
  IDBObjectStore.prototype.put = refuse;
}"""
SHUT = "() => { IDBFactory.prototype.open = () => { throw new DOMException('shut', 'SecurityError'); }; }"
KEPT = """async words => {
  const held = [JSON.stringify({ ...sessionStorage }), JSON.stringify({ ...localStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise(done => { const o = indexedDB.open(name); o.onsuccess = () => done(o.result); });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise(done => { all.onsuccess = done; });
      held.push(JSON.stringify(all.result));
    }
    database.close();
  }
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) held.push(request.url);
  return words.filter(word => held.some(one => one.includes(word)));
}"""
TITLE, EMAIL = "Atap terminal Natai Suka bocor", "natai@warga.example"


def send(someone: Surfer) -> dict[str, str]:
    """A report all the way to its receipt."""
    someone.fill_to("periksa", title=TITLE, email=EMAIL)
    someone.page.check("#consent")
    someone.next()
    return someone.receipt()


def test_it_is_sent_to_oneself_only_when_it_is_pressed_and_read_by_a_camera(surfer: Open) -> None:
    for language in ("", "/en"):
        someone = surfer(width=360)
        page = someone.go(f"{language}/lapor")
        receipt = send(someone)
        link = f"{someone.origin}{language}/lacak#{receipt['report_id']}.{receipt['access_code']}"
        address = page.get_attribute("#to-whatsapp", "href") or ""
        assert address.startswith("https://wa.me/?text=")
        assert unquote(address).endswith(link)
        assert page.get_attribute("#to-whatsapp", "rel") == "noopener noreferrer"
        expect(page.locator("svg.qr")).to_be_visible()
        assert someone.troubles == [], "nothing was asked of anybody else"
        someone.inspect(f"bukti-360{language.replace('/', '-')}")


def test_after_sending_nothing_of_the_report_is_on_the_device_but_its_number_in_the_tab(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    receipt = send(someone)
    expect(page.locator("#after")).to_contain_text("Hapus dari perangkat ini")
    words = [TITLE, EMAIL, receipt["report_id"], receipt["access_code"]]
    page.wait_for_timeout(500)
    assert page.evaluate(KEPT, words) == words[2:]
    page.click("text=Hapus dari perangkat ini")
    someone.at("kejadian")
    assert page.evaluate(KEPT, words) == []
    expect(page.locator("#body")).to_have_value("")


def test_a_browser_that_keeps_nothing_shows_the_number_all_the_same(surfer: Open, cases: Cases) -> None:
    for broken in (REFUSING, SHUT):
        someone = surfer(service_workers="block")
        someone.context.add_init_script(f"({broken})()")
        someone.go("/lapor")
        receipt = send(someone)
        assert cases.own(receipt)["title"] == TITLE


def test_a_draft_is_called_by_its_title_and_day_and_can_be_thrown_away(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    someone.fill_to("lokasi", title=TITLE)
    expect(page.locator("#draft")).to_contain_text(f"Konsep “{TITLE}” tersimpan di perangkat ini")
    page.reload()
    expect(page.locator("#notices")).to_contain_text(re.compile(f"{TITLE}.*, disimpan .* pukul"))
    page.click("text=Hapus konsep saya")
    page.click("text=Ya, hapus")
    expect(page.locator("#notices")).to_contain_text("dihapus")
    assert page.evaluate(KEPT, [TITLE]) == []


def test_without_a_script_its_link_can_be_sent_to_oneself_too(surfer: Open) -> None:
    someone = surfer(width=360, java_script_enabled=False)
    page = someone.page
    page.goto("/lapor")
    page.fill("#body", "Atap terminal bocor dan lantainya licin kalau hujan.")
    page.fill("#title", TITLE)
    page.check("#classification")
    page.select_option("#category", "perhubungan")
    page.check("[name=anonymous]")
    page.check("[name=consent]")
    someone.follow("#go")
    someone.follow("button:has-text('Kirim laporan')")
    number, code = page.locator("code").all_inner_texts()[:2]
    address = page.get_attribute("a[href^='https://wa.me/']", "href") or ""
    assert unquote(address).endswith(f"/lacak#{number}.{code}")
    someone.picture("bukti-tanpa-skrip-360")
