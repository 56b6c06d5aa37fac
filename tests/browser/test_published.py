"""Published reports: found, filtered by the address, shared."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open


def test_the_list_its_filters_and_a_reports_own_page(surfer: Open, cases: Cases) -> None:
    roads = cases.published(title="Jalan Ahmad Yani berlubang")
    health = cases.published(title="Puskesmas tutup siang hari", category="kesehatan")
    hidden = cases.submitted()
    someone = surfer()
    page = someone.go("/laporan")
    titles = page.locator(".reports h2")
    expect(titles.filter(has_text="Jalan Ahmad Yani berlubang")).to_be_visible()
    page.select_option("#category", "kesehatan")
    page.click("text=Terapkan")
    expect(titles).to_have_text(["Puskesmas tutup siang hari"])
    expect(page).to_have_url(re.compile(r"/laporan\?category=kesehatan$"))
    expect(page.locator(".reports")).to_contain_text("Ditangani oleh Dinas Pekerjaan Umum")
    page.reload()
    expect(titles).to_have_text(["Puskesmas tutup siang hari"])
    expect(page.locator("#category")).to_have_value("kesehatan")
    page.go_back()
    expect(titles.filter(has_text="Jalan Ahmad Yani berlubang")).to_be_visible()
    expect(page.locator("#category")).to_have_value("")
    page.click("text=Jalan Ahmad Yani berlubang")
    expect(page.locator("#one h1")).to_have_text("Jalan Ahmad Yani berlubang")
    expect(page).to_have_title("Jalan Ahmad Yani berlubang – LAPOR!")
    shown = page.inner_text("#one")
    assert "Sari" not in shown
    assert "anak sekolah" not in shown, "the reporter's own words are not the public wording"
    page.goto(f"/laporan?id={hidden['report_id']}")
    expect(page.locator("#one h1")).to_contain_text("tidak ditampilkan kepada publik")
    assert {roads["report_id"], health["report_id"]}.isdisjoint({hidden["report_id"]})


def test_pages_of_the_list_can_be_gone_through_and_back(surfer: Open, cases: Cases) -> None:
    for number in range(27):
        cases.published(title=f"Lampu taman nomor {number} mati", category="sosial")
    someone = surfer()
    page = someone.go("/laporan?category=sosial")
    expect(page.locator(".reports li")).to_have_count(25)
    page.click("#results nav >> text=Berikutnya")
    expect(page.locator(".reports li")).to_have_count(2)
    page.click("text=Kembali ke halaman pertama")
    expect(page.locator(".reports li")).to_have_count(25)


def test_the_address_of_a_report_is_copied_to_share_it(surfer: Open, cases: Cases) -> None:
    receipt = cases.published()
    someone = surfer(permissions=["clipboard-read", "clipboard-write"])
    page = someone.go(f"/en/laporan?id={receipt['report_id']}")
    page.evaluate("() => { delete Navigator.prototype.share; }")
    page.click("text=Share")
    expect(page.locator("#one")).to_contain_text("has been copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_month_is_chosen_by_its_name(surfer: Open, cases: Cases) -> None:
    cases.published(title="Halte bus tanpa atap", category="perhubungan")
    someone = surfer(width=360)
    page = someone.go("/laporan?category=perhubungan&month=2021-03")
    expect(page.locator("#month option:checked")).to_have_text("Maret 2021")
    expect(page.locator(".reports li")).to_have_count(0)
    assert page.locator("#month option").count() == 1 + 24 + 1
    page.select_option("#month", label=page.locator("#month option").nth(1).inner_text())
    assert re.fullmatch(r"[A-Z][a-z]+ 20\d\d", page.locator("#month option:checked").inner_text())
    page.click("text=Terapkan")
    expect(page.locator(".reports h2").filter(has_text="Halte bus tanpa atap")).to_be_visible()
    expect(page).to_have_url(re.compile(r"month=20\d\d-\d\d$"))
    someone.inspect("laporan-bulan-360")


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_list_and_a_report_are_read_without_script(surfer: Open, cases: Cases, language: str) -> None:
    cases.published(title="Papan nama jalan hilang", category="perhubungan")
    someone = surfer(width=360, java_script_enabled=False, locale="id-ID")
    page = someone.page
    page.goto(f"{language}/laporan")
    page.select_option("#category", "perhubungan")
    someone.follow("#filters button")
    expect(page.locator("html")).to_have_attribute("lang", "en" if language else "id")
    assert page.input_value("#category") == "perhubungan"
    page.select_option("#month", index=1)
    someone.follow("main form button")
    someone.picture(f"laporan-tanpa-skrip{language.replace('/', '-')}")
    someone.follow("main li a:has-text('Papan nama jalan hilang')")
    expect(page.locator("h1")).to_have_text("Papan nama jalan hilang")
    someone.picture(f"laporan-satu-tanpa-skrip{language.replace('/', '-')}")
    someone.follow("header a[hreflang]")
    expect(page.locator("html")).to_have_attribute("lang", "id" if language else "en")
    watching = surfer(width=320)
    watching.page.goto(page.url)
    assert watching.violations() == []
    assert watching.overflow() == []
