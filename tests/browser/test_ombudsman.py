"""The consent to the Ombudsman is given and taken back; the papers for it are typed and printed, and nothing leaves."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.cases import Cases, Receipt
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer

SIZES = [(390, "id"), (1280, "id"), (1280, "en")]
A4 = (595, 842)
BUTTON = {"id": "text=Berkas untuk Ombudsman", "en": "text=Papers for the Ombudsman"}
ANSWER = "Papan jembatan sudah diganti pada hari Senin."
OWN_WORDS = "Papan jembatan lepas di tengah, anak sekolah lewat setiap pagi."


@pytest.fixture(scope="module")
def disputed(cases: Cases) -> Receipt:
    """A report that was disputed twice: it stands at level 3."""
    receipt = cases.answered(ANSWER)
    for _ in range(2):
        cases.as_reporter(receipt, "dispute", text="Papan itu lepas lagi.")
        cases.act("dpupr", receipt, "answer", text="Papan sudah dipaku lagi pada hari Rabu.")
    return receipt


def papers(someone: Surfer, receipt: Receipt, language: str = "id") -> Page:
    """The papers, opened from the own view in a tab of their own."""
    page = someone.track(receipt, language="/en" if language == "en" else "")
    with someone.context.expect_page() as opened:
        page.click(f"#own button:has-text('{BUTTON[language].removeprefix('text=')}')")
    opened.value.wait_for_selector(".sheet")
    return opened.value


def typed_into(page: Page) -> Iterator[str]:
    """Something of its own in every place where a person can write."""
    for number, place in enumerate(page.locator("[role=textbox]").all()):
        word = f"rahasiaku{number:02}"
        place.click()
        page.keyboard.type(f"{word} diketik")
        yield word


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_consent_is_given_and_taken_back(surfer: Open, cases: Cases, width: int, language: str) -> None:
    receipt = cases.archived()
    someone = surfer(width=width)
    page = someone.track(receipt, language="/en" if language == "en" else "")
    page.click("#step-ombudsman summary")
    expect(page.locator("#step-ombudsman")).to_contain_text(
        "Ini belum pengaduan ke Ombudsman." if language == "id" else "This is not yet a complaint to the Ombudsman."
    )
    page.click("#step-ombudsman button")
    expect(page.locator("#step-ombudsman .govuk-error-summary")).to_be_visible()
    someone.inspect(f"ombudsman-1-izin-{language}-{width}")
    page.check("#ombudsman-consent")
    page.click("#step-ombudsman button")
    expect(page.locator("section:has(#outside) .govuk-inset-text")).to_be_visible()
    assert cases.own(receipt)["referred_to_ombudsman"] is True
    page.click("#step-ombudsman summary")
    page.click("#step-ombudsman button")
    expect(page.locator("#step-ombudsman .govuk-error-message")).to_be_visible()
    assert cases.own(receipt)["referred_to_ombudsman"] is True, "not by a slip"
    someone.inspect(f"ombudsman-2-cabut-{language}-{width}")
    page.check("#ombudsman-sure")
    page.click("#step-ombudsman button")
    expect(page.locator("section:has(#outside) .govuk-inset-text")).to_have_count(0)
    assert cases.own(receipt)["referred_to_ombudsman"] is False
    someone.inspect(f"ombudsman-3-dicabut-{language}-{width}")


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_the_papers_are_filled_in_from_the_report(surfer: Open, disputed: Receipt, width: int, language: str) -> None:
    someone = surfer(width=width)
    page = papers(someone, disputed, language)
    sheet = page.locator(".sheet")
    for said in (disputed["report_id"], OWN_WORDS, ANSWER, "Jenjang 3 dari 4", "Jl. H. Ikap 30", "UU 25/2009"):
        expect(sheet).to_contain_text(said)
    assert disputed["access_code"] not in page.content() + page.url
    someone.page = page
    someone.inspect(f"ombudsman-berkas-{language}-{width}")


def test_what_is_typed_goes_nowhere(surfer: Open, disputed: Receipt) -> None:
    someone = surfer()
    page = papers(someone, disputed)
    page.wait_for_load_state("networkidle")
    address, asked = page.url, list[str]()
    someone.context.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    words = list(typed_into(page))
    assert len(words) >= 10
    page.check("#secret")
    page.keyboard.press("Enter")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    on_paper = "".join(one.extract_text() for one in printed.pages)
    assert [word for word in words if word not in on_paper] == [], "what is typed is printed"
    page.wait_for_timeout(1_000)
    assert (asked, page.url) == ([], address)
    assert page.locator("main :is(form, script, [name], [action], iframe, img)").count() == 0
    kept = page.evaluate(EVERYTHING_KEPT)
    assert "rahasiaku" not in kept
    assert "rahasiaku" not in str(someone.context.storage_state(indexed_db=True))
    page.close()
    someone.page.reload()
    someone.page.wait_for_selector("#report-title")
    assert "rahasiaku" not in someone.page.evaluate(EVERYTHING_KEPT)
    page = papers(someone, disputed)
    assert "rahasiaku" not in page.content()


def test_nothing_on_the_page_could_send_it_whoever_asks(surfer: Open, disputed: Receipt) -> None:
    someone = surfer()
    page = papers(someone, disputed)
    refused = page.evaluate(TRY_TO_SEND)
    assert refused == ["connect-src", "img-src", "script-src-elem"]
    someone.troubles = [one for one in someone.troubles if "Content Security Policy" not in one]


@pytest.mark.parametrize("stage", ["submitted", "closed", "archived"])
def test_any_report_prints_as_a_form_with_lines_to_write_on(surfer: Open, cases: Cases, stage: str) -> None:
    receipt = getattr(cases, stage)()
    someone = surfer()
    page = papers(someone, receipt)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert {tuple(round(float(side)) for side in one.mediabox[2:]) for one in printed.pages} == {A4}
    text = re.sub(r"\s+", " ", "".join(one.extract_text() for one in printed.pages))
    for said in ("Nama lengkap", "Tempat dan tanggal lahir", "Status perkawinan", "Pekerjaan", "Alamat lengkap",
                 "Tanda tangan pelapor", "Fotokopi KTP", "Jl. H. Ikap 30", receipt["report_id"]):  # fmt: skip
        assert said in text
    for hidden in ("Ctrl+P", "Menu utama", "112"):
        assert hidden not in text, "the guide stays on the screen"
    assert len(printed.pages) <= 4


def test_without_script_it_is_the_same(surfer: Open, cases: Cases) -> None:
    receipt = cases.archived()
    someone = surfer(width=390, java_script_enabled=False, locale="id-ID")
    page = someone.go("/lacak")
    page.fill("#report_id", receipt["report_id"])
    page.fill("#access_code", receipt["access_code"])
    someone.follow("main form button")
    someone.follow("button:has-text('Berkas untuk Ombudsman')")
    expect(page.locator(".sheet")).to_contain_text(receipt["report_id"])
    page.locator("#full-name").click()
    page.keyboard.type("Siti")
    expect(page.locator("#full-name")).to_have_text("Siti")
    someone.picture("tanpa-skrip-berkas-ombudsman")


EVERYTHING_KEPT = """async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href];
  for (const key of await caches.keys()) {
    const cache = await caches.open(key);
    for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text());
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((done) => (all.onsuccess = done));
      kept.push(JSON.stringify(all.result));
    }
    database.close();
  }
  return kept.join("\\n");
}"""
TRY_TO_SEND = """async () => {
  const refused = new Set();
  document.addEventListener("securitypolicyviolation", (event) => refused.add(event.effectiveDirective));
  await fetch("/api/health").catch(() => {});
  document.body.append(Object.assign(new Image(), { src: "/favicon.svg" }));
  document.body.append(Object.assign(document.createElement("script"), { src: "/api/pages/style.css" }));
  await new Promise((done) => setTimeout(done, 500));
  return [...refused].sort();
}"""
