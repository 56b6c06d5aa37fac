"""The same for those without JavaScript: one long form, the API's pages, no photos."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open

pytestmark = pytest.mark.in_each_font

SAID = {
    "": ("Periksa jawaban", "Kirim laporan", "Lihat laporan saya", "Menunggu verifikasi", "Dibuka kembali"),
    "/en": ("Check your answers", "Send the report", "See my report", "Waiting for verification", "Reopened"),
}


@pytest.mark.parametrize("language", ["", "/en"])
def test_report_track_and_dispute_without_script(surfer: Open, cases: Cases, language: str) -> None:
    locale = "en-GB" if language else "id-ID"
    someone = surfer(width=320, java_script_enabled=False, locale=locale)
    page = someone.page
    check, send, see, waiting, reopened = SAID[language]
    page.goto(f"{language}/lapor")
    someone.picture(f"tanpa-skrip-1-formulir{language.replace('/', '-')}")
    assert "112" in page.inner_text("main").split("\n")[0]
    fill(page)
    page.fill("#title", "pendek")
    someone.follow("#go")
    expect(page).to_have_title(re.compile("^Error" if language else "^Ada kesalahan"))
    someone.picture(f"tanpa-skrip-2-galat{language.replace('/', '-')}")
    assert page.input_value("#body").startswith("Selokan di depan")
    on_top = page.locator(".summary li").all_inner_texts()
    assert on_top == page.locator(".fault").all_inner_texts()
    page.uncheck("#consent")
    someone.follow(f"button:has-text('{check}')")
    asked = "We need" if language else "Kami memerlukan"
    assert any(told.startswith(asked) for told in page.locator(".summary li").all_inner_texts())
    page.check("#consent")
    page.fill("#title", "Selokan di Jalan Pasir Panjang mampet")
    someone.follow(f"button:has-text('{check}')")
    expect(page.locator("main")).to_contain_text("Selokan di Jalan Pasir Panjang mampet")
    someone.picture(f"tanpa-skrip-3-periksa{language.replace('/', '-')}")
    someone.follow(f"button:has-text('{send}')")
    number, code = page.locator("code").all_inner_texts()[:2]
    someone.picture(f"tanpa-skrip-4-bukti{language.replace('/', '-')}")
    page.reload()  # the browser sends the form again: the same report
    assert page.locator("code").all_inner_texts()[:2] == [number, code]
    someone.follow(f"button:has-text('{see}')")
    expect(page.locator("main")).to_contain_text(waiting)

    receipt = {"report_id": number, "access_code": code}
    cases.act("kobar", receipt, "verify", forward_to="kab.6201.dpupr")
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "answer", text="Selokan sudah dikeruk.")
    page.goto(f"{language}/lacak")
    page.fill("#report_id", number.lower())
    page.fill("#access_code", code)
    someone.follow("main form button")
    expect(page.locator("main")).to_contain_text("Selokan sudah dikeruk.")
    assert code not in page.url
    someone.picture(f"tanpa-skrip-5-lacak{language.replace('/', '-')}")
    page.click("details:has(#dispute-text) summary")
    page.fill("#dispute-text", "Airnya masih meluap.")
    someone.follow("details:has(#dispute-text) button")
    expect(page.locator("main")).to_contain_text(reopened)


def fill(page: Page) -> None:
    """The whole form, with the least it needs."""
    page.check("#classification")
    page.select_option("#category", "lingkungan")
    page.fill("#body", "Selokan di depan pasar mampet sejak hari Senin dan airnya masuk ke rumah warga.")
    page.fill("[id='location.village']", "Kumai Hilir")
    page.select_option("#agency_id", "kab.6201")
    page.fill("#event_date", "2026-11-01")
    page.fill("[id='reporter.email']", "sari@warga.example")
    page.check("#consent")


def test_the_pages_without_script_violate_nothing(surfer: Open, cases: Cases) -> None:
    """axe-core is itself a script: the same pages, in a browser that runs them."""
    receipt = cases.answered()
    for width in (320, 1200):
        someone = surfer(width=width)
        page = someone.go("/en/lacak")
        body = f"report_id={receipt['report_id']}&access_code={receipt['access_code']}"
        for action, fields in (
            ("/api/track", body),
            ("/api/track", "report_id=LP-1&access_code=x"),
            ("/api/reports", "title=pendek"),
            ("/api/reports", COMPLETE),
            ("/api/reports", f"{COMPLETE}&submission_key=kunci-aksesibilitas-{width}"),
        ):
            with page.expect_navigation():
                page.evaluate(POST, [action, fields])
            assert someone.violations() == [], action
            assert someone.overflow() == [], action


COMPLETE = (
    "classification=complaint&title=Selokan+mampet+di+pasar&body=Selokan+mampet+sejak+Senin+di+pasar.&"
    "category=lingkungan&anonymous=true&consent=true"
)
POST = """([action, fields]) => {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  for (const [name, value] of new URLSearchParams(fields)) {
    const input = document.createElement('input');
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


def test_another_telephone_reads_the_code_on_the_receipt(surfer: Open) -> None:
    page = surfer(width=360).go("/lacak")
    with page.expect_navigation():
        page.evaluate(POST, ["/api/reports", f"{COMPLETE}&submission_key=kunci-kode-qr-tanpa-skrip"])
    number, code = page.locator("dl code").all_inner_texts()
    page.evaluate(JSQR.read_text(encoding="utf-8") + ";window.jsQR = jsQR; null")
    told = page.evaluate(READ)
    assert told == f"{page.evaluate('location.origin')}/lacak#{number}.{code}"


JSQR = Path(__file__).parents[2] / "web" / "node_modules" / "jsqr" / "dist" / "jsQR.js"
READ = """async () => {
  const svg = document.querySelector('svg.qr');
  const size = 4 * Number(svg.getAttribute('viewBox').split(' ')[2]);
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.scale(4, 4);
  context.fillStyle = '#000';
  context.fill(new Path2D(svg.querySelector('path').getAttribute('d')));
  return jsQR(context.getImageData(0, 0, size, size).data, size, size).data;
}"""
