"""Lost number or code: from the tracking page to the letter, with script and without, by mouse and by keys."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import Surfer
from tests.browser.test_keyboard import tab_to
from tests.local.running_system import RunningSystem, wait_until

SAID = {
    "": ("Permintaan Anda sudah kami terima", "Bila kontak itu tercatat"),
    "/en": ("We have your request", "If a report has that contact"),
}


def reported(system: RunningSystem) -> tuple[str, dict[str, str]]:
    """A report, and the address that it has."""
    email = f"lupa-{uuid.uuid4().hex[:12]}@warga.example"
    fields = {
        "classification": "complaint",
        "title": "Jembatan gantung di dusun kami putus",
        "body": "Jembatan gantung ke sekolah putus sejak hujan minggu lalu.",
        "category": "pekerjaan-umum",
        "agency_id": "kab.6201",
        "reporter": {"email": email},
        "consent": True,
    }
    reply = system.ask("POST", "/api/reports", fields, {"Idempotency-Key": uuid.uuid4().hex})
    assert reply.status == 201
    return email, reply.json


def link_in_letter(system: RunningSystem, email: str) -> str:
    """Where the letter with numbers and links leads to; the site's own address is left out."""
    found: list[str] = []

    def came() -> bool:
        letters = [mail for mail in system.mails(email) if "LP-" not in mail["subject"]]
        found.extend(re.findall(r"(/lacak#\S+)", "".join(mail["text"] for mail in letters)))
        return bool(found)

    wait_until(came, 30)
    return found[0]


@pytest.mark.parametrize(("width", "language"), [(390, ""), (1280, "/en")])
def test_from_the_tracking_page_to_the_report(
    surfer: Open, system: RunningSystem, cases: Cases, width: int, language: str
) -> None:
    email, receipt = reported(system)
    someone = surfer(width=width, locale="en-GB" if language else "id-ID")
    heading, answer = SAID[language]
    page = someone.go(f"{language}/lacak")
    page.click("details summary")
    someone.inspect(f"lacak-hilang-{width}")
    someone.follow("details a")
    assert page.url.endswith(f"{language}/lupa")
    someone.inspect(f"lupa-{width}")
    page.click("main form button")
    page.wait_for_selector(".govuk-error-summary")
    someone.inspect(f"lupa-galat-{width}")
    expect(page.locator("#email")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.fill("#email", email)
    page.click("main form button")
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("main")).to_contain_text(answer)
    someone.inspect(f"lupa-terkirim-{width}")
    assert email not in page.content()
    link = link_in_letter(system, email)
    someone.go(f"{language}{link}").wait_for_selector("#report-title")
    expect(page.locator("main")).to_contain_text(receipt["report_id"])


def test_who_is_not_on_file_reads_the_same(surfer: Open, system: RunningSystem) -> None:
    email, _ = reported(system)
    assert shown(surfer(), email) == shown(surfer(), f"tidak-{email}") == shown(surfer(), "0812 9999 0000", "#phone")


def shown(someone: Surfer, contact: str, field: str = "#email") -> str:
    """What somebody reads after asking."""
    page = someone.go("/lupa")
    page.fill(field, contact)
    page.click("main form button")
    expect(page.locator("h1")).to_have_text(SAID[""][0])
    return page.inner_text("main")


@pytest.mark.parametrize("language", ["", "/en"])
def test_without_script_a_form_and_a_page_do_the_same(surfer: Open, system: RunningSystem, language: str) -> None:
    email, _ = reported(system)
    someone = surfer(width=320, java_script_enabled=False, locale="en-GB" if language else "id-ID")
    page = someone.go(f"{language}/lacak")
    page.click("details summary")
    someone.follow("details a")
    page.fill("#email", "siti@")
    someone.follow("main form button")
    expect(page).to_have_title(re.compile("^Error" if language else "^Ada kesalahan"))
    assert page.input_value("#email") == "siti@"
    someone.picture(f"tanpa-skrip-lupa-galat{language.replace('/', '-')}")
    page.fill("#email", email)
    someone.follow("main form button")
    expect(page.locator("h1")).to_have_text(SAID[language][0])
    expect(page.locator("main")).to_contain_text(SAID[language][1])
    someone.picture(f"tanpa-skrip-lupa-terkirim{language.replace('/', '-')}")
    assert link_in_letter(system, email)


def test_by_keyboard_alone(surfer: Open, system: RunningSystem) -> None:
    _, receipt = reported(system)
    someone = surfer()
    page = someone.go("/lacak")
    tab_to(page, "Nomor laporan atau kode akses saya hilang")
    page.keyboard.press("Enter")
    tab_to(page, "Lupa nomor laporan")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, "phone")
    page.keyboard.type("112")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab_to(page, "Nomor telepon")
    page.keyboard.press("Enter")
    expect(page.locator("#phone")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("0812 9999 1111")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_focused()
    assert receipt["report_id"] not in page.content()
