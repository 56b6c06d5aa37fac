"""A promise on screen: the desk asks for its day, the reporter's page asks whether it was kept, everybody reads it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import open_report, send, sign_in, start
from tests.local.running_system import RunningSystem

DONE = "Papan jembatan diganti sesudah kayunya tiba bulan depan."


def ahead(days: int) -> date:
    """A day so many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).date()


def due(cases: Cases, *, closed: bool = False, **fields: Any) -> dict[str, Any]:
    """A report whose promised day has come."""
    day = ahead(20)
    receipt = cases.planned(day, **fields)
    if closed:
        cases.as_reporter(receipt, "confirm")
    cases.let_the_day_come(receipt, day)
    return receipt


@pytest.mark.parametrize("width", [390, 1200])
def test_the_desk_asks_for_the_day_of_a_plan(surfer: Open, system: RunningSystem, cases: Cases, width: int) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    someone = surfer(width=width)
    page = sign_in(someone, system, "dpupr")
    open_report(page, receipt["report_id"])
    start(page, "answer")
    page.fill("#answer-text", DONE)
    expect(page.locator("#answer-promised_by")).to_be_hidden()
    page.select_option("#answer-outcome", "solved")
    expect(page.locator("#answer-promised_by")).to_be_hidden()
    page.select_option("#answer-outcome", "planned")
    expect(page.locator("#answer-promised_by")).to_be_visible()
    page.click("#do-answer form button.govuk-button:has-text('Beri tanggapan')")
    expect(page.locator("#do-answer .govuk-error-message")).to_contain_text("tanggal yang dijanjikan")
    someone.inspect(f"janji-meja-tanggal-{width}")
    page.fill("#answer-promised_by", ahead(20).isoformat())
    send(page, "answer")
    assert cases.own(receipt)["promised_by"] == ahead(20).isoformat()
    expect(page.locator("main")).to_contain_text("Dijanjikan paling lambat")
    someone.inspect(f"janji-meja-dijawab-{width}")


def test_what_is_no_plan_is_sent_without_a_day(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "answer")
    page.fill("#answer-text", DONE)
    page.select_option("#answer-outcome", "planned")
    page.fill("#answer-promised_by", ahead(20).isoformat())
    page.select_option("#answer-outcome", "explained")
    send(page, "answer")
    assert (cases.own(receipt)["outcome"], cases.own(receipt)["promised_by"]) == ("explained", None)


@pytest.mark.parametrize("closed", [False, True])
def test_the_reporter_is_asked_from_the_day_on_and_says_yes(surfer: Open, cases: Cases, *, closed: bool) -> None:
    receipt = due(cases, closed=closed)
    someone = surfer(width=390)
    page = someone.track(receipt, ".confirm-promise")
    expect(page.locator("#promise")).to_have_text("Apakah janji ini ditepati?")
    expect(page.locator("#step-confirm-promise summary")).to_have_text("Ya, sudah ditepati")
    expect(page.locator("#step-dispute summary")).to_have_text("Tidak, belum ditepati")
    expect(page.locator("#step-confirm, #solved")).to_have_count(0)
    someone.inspect(f"janji-ditanya-{closed}")
    page.locator("#step-confirm-promise button").first.click()
    expect(page.locator("#own")).to_contain_text("Pelapor menyatakan janji ditepati")
    expect(page.locator("#promise")).to_have_count(0)
    assert [one["type"] for one in cases.own(receipt)["events"]].count("promise_kept") == 1
    someone.inspect(f"janji-ditepati-{closed}")


def test_no_leads_to_the_dispute_with_its_text(surfer: Open, cases: Cases) -> None:
    receipt = due(cases, closed=True)
    someone = surfer()
    page = someone.track(receipt)
    someone.inspect("janji-ditanya-1200")
    page.locator("#step-dispute summary").click()
    page.fill("#dispute-text", "Belum ada yang datang.")
    page.locator("#step-dispute button").click()
    expect(page.locator("#own")).to_contain_text("Janji tidak ditepati")
    own = cases.own(receipt)
    assert (own["state"], own["promised_by"]) == ("reopened", None)
    someone.inspect("janji-tidak-ditepati-1200")


def test_before_the_day_nobody_is_asked(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=390)
    page = someone.track(cases.planned(ahead(20)))
    expect(page.locator("#own")).to_contain_text("Dijanjikan paling lambat")
    expect(page.locator("#solved")).to_have_text("Apakah Anda setuju dengan rencana ini?")
    expect(page.locator("#ahead")).to_contain_text("Instansi berjanji: paling lambat")
    expect(page.locator("#ahead")).to_contain_text("tidak perlu berbuat apa-apa sekarang")
    expect(page.locator("#step-confirm summary")).to_have_text("Saya terima rencana ini")
    expect(page.locator("#step-dispute summary")).to_have_text("Saya tidak setuju")
    expect(page.locator("#promise")).to_have_count(0)
    someone.inspect("janji-sebelum-harinya")


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_page_without_script_asks_too(surfer: Open, cases: Cases, language: str) -> None:
    receipt = due(cases)
    someone = surfer(width=390, java_script_enabled=False, locale="en-GB" if language else "id-ID")
    page = someone.page
    page.goto(f"{language}/lacak")
    page.fill("#report_id", receipt["report_id"])
    page.fill("#access_code", receipt["access_code"])
    someone.follow("main form button")
    asked = "Was this promise kept?" if language else "Apakah janji ini ditepati?"
    expect(page.locator("#promise")).to_have_text(asked)
    someone.picture(f"janji-tanpa-skrip{language.replace('/', '-')}")
    page.locator("details:has(#confirm-promise-rating) summary").click()
    someone.follow("details:has(#confirm-promise-rating) button")
    said = "The reporter says that the promise was kept" if language else "Pelapor menyatakan janji ditepati"
    expect(page.locator("main")).to_contain_text(said)


def test_everybody_reads_the_day_of_a_published_report(surfer: Open, cases: Cases) -> None:
    receipt = cases.planned(ahead(20))
    cases.act("kobar", receipt, "publish", public_title="Jembatan rusak", public_body="Papan jembatan lepas.")
    for width in (390, 1200):
        someone = surfer(width=width)
        page = someone.go(f"/laporan?id={receipt['report_id']}")
        expect(page.locator("#one")).to_contain_text("Dijanjikan paling lambat")
        someone.inspect(f"janji-publik-{width}")


def test_the_dashboard_shows_what_was_promised(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    day = ahead(20)
    cases.planned(day)
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas?month={day:%Y-%m}")
    expect(page.locator("main")).to_contain_text("belum dinilai pelapor")
    someone.inspect("janji-ringkasan-1200")
