"""A report's page in every state, looked at: by axe at both sizes, on paper, by keyboard, without a line."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.cases import UNIT, Cases, Receipt
from tests.browser.conftest import Open
from tests.browser.deskwork import send, sign_in, start
from tests.browser.test_desk_report import page_of, press
from tests.local.running_system import RunningSystem

SIZES = [(width, language) for width in (320, 1200) for language in ("id", "en")]
SUPERVISORY = {"title": "Pungutan di kantor layanan", "body": "Petugas meminta uang rokok untuk setiap berkas."}


def in_progress(cases: Cases) -> Receipt:
    """At work, with a point on the map."""
    receipt = cases.forwarded(location={"regency": "Kabupaten Kotawaringin Barat", "lat": -2.68, "lon": 111.63})
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "note", text="Menunggu alat.")
    return receipt


def returned(cases: Cases) -> Receipt:
    """Not in the unit's authority."""
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "return", proposed="kab.6201.dishub", text="Ini jembatan timbang.")
    return receipt


def published(cases: Cases) -> Receipt:
    """What everybody reads."""
    return cases.published()


def confidential(cases: Cases) -> Receipt:
    """Secret, and about an agency."""
    return cases.submitted(confidential=True, anonymous=True, reported_agencies=["kab.6201.dinkes"])


def supervisory(cases: Cases) -> Receipt:
    """About misuse of authority."""
    receipt = cases.submitted(**SUPERVISORY)
    cases.act("kobar", receipt, "verify", supervisory=True)
    return receipt


STATES: dict[str, tuple[str, Callable[[Cases], Receipt]]] = {
    "diteruskan": ("dpupr", lambda cases: cases.forwarded()),
    "ditangani": ("dpupr", in_progress),
    "dikembalikan": ("kobar", returned),
    "terbit": ("kobar", published),
    "rahasia": ("kobar", confidential),
    "pengawasan": ("kobar", supervisory),
    "butuh-data": ("kobar", lambda cases: cases.needs_info()),
    "ditanggapi": ("dpupr", lambda cases: cases.answered()),
    "selesai": ("kobar", lambda cases: cases.closed()),
    "arsip": ("kobar", lambda cases: cases.archived()),
    "dibuka-kembali": ("dpupr", lambda cases: cases.reopened()),
}


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_every_state(surfer: Open, system: RunningSystem, cases: Cases, width: int, language: str) -> None:
    home = "/en" if language == "en" else ""
    people = {name: surfer(width=width) for name in ("kobar", "dpupr")}
    for name, someone in people.items():
        sign_in(someone, system, name, f"{home}/petugas")
    for state, (who, make) in STATES.items():
        page = people[who].go(f"{home}/petugas#{make(cases)['report_id']}")
        page.wait_for_selector(".desk-columns")
        for summary in page.locator(".actions > details > summary").all():
            summary.click()
        people[who].inspect(f"laporan-{state}-{language}-{width}")


def test_the_map_is_shown_to_who_asks(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas#{in_progress(cases)['report_id']}")
    page.get_by_role("button", name="Tampilkan di peta").click()
    expect(page.get_by_role("img", name="Peta dengan titik -2.68, 111.63")).to_be_visible()
    page.wait_for_selector(".map canvas")
    someone.inspect("laporan-peta-1200")


def test_on_paper_there_is_the_report_and_no_button(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = in_progress(cases)
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    page.emulate_media(media="print")
    for words in (receipt["report_id"], "Papan jembatan lepas", "Riwayat", "Menunggu alat.", "Instansi menerima"):
        expect(page.get_by_text(words).first).to_be_visible()
    assert page.locator("#desk button:visible, #desk summary:visible, nav:visible, .desk-back:visible").count() == 0
    someone.picture("laporan-cetak-1200")


def test_without_a_line_nothing_is_lost_and_it_is_said(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = in_progress(cases)
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "progress")
    page.fill("#progress-text", "Papan baru sudah dibeli.")
    someone.context.set_offline(True)
    press(page, "progress")
    expect(page.locator("#do-progress [role=status]", has_text="sambungan")).to_be_visible()
    expect(page.locator("#progress-text")).to_have_value("Papan baru sudah dibeli.")
    someone.context.set_offline(False)
    send(page, "progress")
    expect(page.locator(".events")).to_contain_text("Papan baru sudah dibeli.")


def test_faults_stand_at_their_fields_and_hurting_commands_ask_twice(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.submitted()
    someone = surfer(width=320)
    page = sign_in(someone, system, "kobar", f"/petugas#{receipt['report_id']}")
    start(page, "archive")
    press(page, "archive")
    expect(page.locator("#do-archive .govuk-button").first).to_have_text("Ya, Arsipkan")
    assert cases.own(receipt)["state"] == "submitted"
    press(page, "archive")
    expect(page.locator("#do-archive .govuk-error-summary")).to_be_focused()
    expect(page.locator("#do-archive .govuk-error-message")).to_have_count(2)
    expect(page.locator("#do-archive .govuk-error-summary")).to_contain_text("Alasan: ")
    someone.inspect("laporan-salah-320")
    page.select_option("#archive-reason", "too_general")
    page.fill("#archive-text", "Mohon sebutkan jembatannya, lalu laporkan kembali.")
    send(page, "archive", sure=True)
    assert cases.own(receipt)["archived_reason"] == "too_general"


def test_ready_made_words_go_where_the_officer_writes(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = in_progress(cases)
    words = {"agency_id": UNIT, "title": "Jadwal", "text": "Pekerjaan dijadwalkan pada minggu ini."}
    assert system.ask("POST", "/api/officer/wordings", words, system.as_officer("dpupr")).status == 201
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    for command in ("progress", "request-data", "answer"):
        start(page, command)
        page.fill(f"#{command}-text", "Yth. Pelapor. ")
        page.click(f"#do-{command} details > summary")
        page.locator(f"#do-{command}").get_by_role("button", name="Jadwal").click()
        expect(page.locator(f"#{command}-text")).to_have_value(f"Yth. Pelapor. {words['text']}")


def test_an_identity_hides_again_and_an_anonymous_one_is_not_offered(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt, nobody = in_progress(cases), cases.forwarded(anonymous=True)
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    expect(page.locator(".desk-beside")).to_contain_text("dicatat dan terlihat oleh pelapor")
    page.click("text=Tampilkan identitas pelapor")
    expect(page.locator(".identity")).to_be_focused()
    someone.inspect("laporan-identitas-1200")
    page.click("text=Sembunyikan")
    expect(page.get_by_text("Sari Uji")).to_have_count(0)
    page.click("text=Tampilkan identitas pelapor")
    expect(page.locator(".identity")).to_be_visible()
    page.goto("about:blank")
    page.go_back()
    page.wait_for_selector(".desk-columns")
    expect(page.get_by_text("Sari Uji")).to_have_count(0)
    assert len(cases.own(receipt)["identity_readings"]) == 2
    page_of(page, nobody)
    expect(page.get_by_text("Tampilkan identitas pelapor")).to_have_count(0)


def test_an_answer_is_written_and_sent_by_keyboard_alone(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = in_progress(cases)
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")

    def tab_to(selector: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(selector)

    tab_to("#do-answer > summary")
    page.keyboard.press("Enter")
    tab_to("#answer-text")
    page.keyboard.type("Papan diganti tim Bina Marga pada 24 November, berita acara nomor 7.")
    tab_to("#do-answer form > .govuk-button-group .govuk-button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice--good")).to_be_focused()
    assert cases.own(receipt)["state"] == "answered"
