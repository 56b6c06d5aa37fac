"""A report's page: nothing typed is lost, wording by wording, merging both ways, identity, paper, no line."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import choose_agency, fill_in, password_of, send, sign_in, start
from tests.browser.test_desk_work import png
from tests.local.running_system import RunningSystem

TOKENS = "lapor-desk-tokens"
PROOF = "Papan diganti oleh tim Bina Marga pada 24 November 2026, foto terlampir."


def page_of(page: Page, receipt: dict[str, str]) -> Page:
    """Load a report's page anew."""
    page.goto("about:blank")
    page.goto(f"/petugas#{receipt['report_id']}")
    page.wait_for_selector(".desk-columns")
    return page


def press(page: Page, command: str) -> None:
    """A form's own button."""
    page.locator(f"#do-{command} form > .govuk-button-group .govuk-button").first.click()


def test_a_proof_is_up_before_it_is_sent_and_survives_a_reload(
    surfer: Open, system: RunningSystem, cases: Cases, tmp_path: Path
) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "answer")
    page.fill("#answer-text", PROOF)
    page.set_input_files("#answer-attachments", [png(tmp_path / "sesudah.png"), png(tmp_path / "salah.png")])
    expect(page.locator("#do-answer .files__state", has_text="Terunggah")).to_have_count(2)
    page.get_by_role("button", name="Hapus salah.png").click()
    page_of(page, receipt)
    expect(page.locator("#answer-text")).to_have_value(PROOF)
    expect(page.locator("#do-answer .files li")).to_have_count(1)
    expect(page.locator("#do-answer .advice")).to_contain_text("menyebut tindakan")
    send(page, "answer")
    assert [one["filename"] for one in cases.own(receipt)["attachments"]] == ["sesudah.png"]
    opener = page.get_by_role("button", name="Buka sesudah.png")
    for _ in range(20):
        if opener.count():
            break
        page.wait_for_timeout(1000)
        page_of(page, receipt)
    opener.click()
    expect(page.locator(".files__picture img")).to_be_visible()
    page.wait_for_function("document.querySelector('.files__picture img').naturalWidth === 64")
    # Its reporter sees it small beside the answer, and large when it is pressed.
    someone = surfer(width=360)
    page = someone.track(receipt)
    expect(page.locator(".answer figcaption")).to_have_text("Sesudah: foto instansi")
    expect(page.locator(".answer .thumbnail img")).to_have_js_property("naturalWidth", 64)
    someone.inspect("lacak-jawaban-berfoto-360")
    page.locator(".answer .thumbnail").click()
    expect(page.locator(".answer .files__picture img")).to_have_js_property("naturalWidth", 64)


def test_a_conflict_keeps_words_files_and_choices(
    surfer: Open, system: RunningSystem, cases: Cases, tmp_path: Path
) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "answer")
    page.fill("#answer-text", PROOF)
    page.fill("#answer-action_date", "2026-11-24")
    page.set_input_files("#answer-attachments", png(tmp_path / "bukti.png"))
    start(page, "note")
    page.fill("#note-text", "Belum saya kirim.")
    cases.act("dpupr-kepala", receipt, "note", text="Saya telepon kontraktornya.")
    cases.act("dpupr-kepala", receipt, "progress", text="Papan sudah dibeli.")
    press(page, "answer")
    notice = page.locator(".notice--changed")
    expect(notice).to_contain_text("Perkembangan tindak lanjut")
    expect(notice.locator(".events li")).to_have_count(2)
    expect(notice).to_be_focused()
    expect(page.locator("#answer-text")).to_have_value(PROOF)
    expect(page.locator("#answer-action_date")).to_have_value("2026-11-24")
    expect(page.locator("#note-text")).to_have_value("Belum saya kirim.")
    expect(page.locator("#do-answer .files li")).to_have_count(1)
    send(page, "answer")
    own = cases.own(receipt)
    assert (own["state"], len(own["attachments"])) == ("answered", 1)


def test_what_a_colleague_changed_does_not_come_back_with_a_draft(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.submitted()
    page = sign_in(surfer(), system, "kobar", f"/petugas#{receipt['report_id']}")
    start(page, "verify")
    page.check("#check-confidential")
    cases.act("kobar", receipt, "verify", category="kesehatan")
    press(page, "verify")
    expect(page.locator(".notice--changed")).to_contain_text("Laporan diverifikasi")
    assert page.is_checked("#check-confidential")
    expect(page.locator("#verify-category")).to_have_value("kesehatan")
    send(page, "verify")
    own = cases.own(receipt)
    assert (own["category"], own["confidential"]) == ("kesehatan", True)


def test_a_second_reported_agency_does_not_free_the_first(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.submitted()
    cases.act("kobar", receipt, "verify", reported_agencies=["kab.6201.dinkes"])
    page = sign_in(surfer(), system, "kobar", f"/petugas#{receipt['report_id']}")
    start(page, "verify")
    page.click("#do-verify details:has(input[name=reported_agencies]) > summary")
    choose_agency(page, "reported_agencies", "perhubungan kab.6201", "Dinas Perhubungan")
    send(page, "verify")
    expect(page.locator(".warning", has_text="Pihak yang diadukan")).to_contain_text("Dinas Kesehatan")
    expect(page.locator(".warning", has_text="Pihak yang diadukan")).to_contain_text("Dinas Perhubungan")
    held_back = system.ask("GET", f"/api/officer/reports/{receipt['report_id']}", headers=system.as_officer("dinkes"))
    assert held_back.status == 404


def test_words_for_a_command_that_is_over_are_shown(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    someone = surfer(width=320)
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "request-data")
    page.fill("#request-data-text", "Jembatan yang mana, Bapak/Ibu?")
    cases.as_reporter(receipt, "withdraw")
    press(page, "request-data")
    notice = page.locator(".notice--changed")
    expect(notice).to_contain_text("tidak lagi dapat dilakukan")
    expect(notice).to_contain_text("Jembatan yang mana, Bapak/Ibu?")
    expect(page.locator("#do-request-data")).to_have_count(0)
    someone.inspect("laporan-bentrok-tidak-boleh-320")


def test_a_sign_in_keeps_the_draft_for_its_officer_alone(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    for username, kept in (("dpupr", "Rahasia dapur."), ("dpupr-kepala", "")):
        if username == "dpupr":
            start(page, "note")
            page.fill("#note-text", "Rahasia dapur.")
        page.evaluate(f"sessionStorage.removeItem('{TOKENS}')")
        page.context.clear_cookies()
        page.reload()
        fill_in(page, username, password_of(system, username))
        page.wait_for_selector(".desk-columns")
        if not kept:
            start(page, "note")
        expect(page.locator("#note-text")).to_have_value(kept)


def test_the_wording_is_cleaned_by_one_mark_at_a_time(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    said = "Aspal berlubang. Telepon saya 0812-0000-0000, tanya Pak Slamet Riyadi."
    receipt = cases.submitted(title="Lubang di Jalan Anggrek", body=said)
    page = sign_in(surfer(), system, "kobar", f"/petugas#{receipt['report_id']}")
    start(page, "publish")
    body = page.locator("#publish-public_body")
    form = page.locator("#do-publish")
    marks = form.locator(".mark")
    cleaned = body.input_value()
    assert "0812" not in cleaned
    assert "Slamet" not in cleaned
    marks.nth(1).click()
    expect(marks.nth(1)).to_have_attribute("aria-pressed", "false")
    expect(body).to_have_value(cleaned.replace("[nama dihapus]", "Slamet Riyadi"))
    form.get_by_role("button", name="Pakai teks asli").click()
    expect(body).to_have_value(said)
    marks.nth(0).click()
    undo = form.get_by_role("button", name="Urungkan")
    for _ in range(3):
        undo.click()
    expect(body).to_have_value(cleaned)
    body.fill("Aspal berlubang dan dalam.")
    send(page, "publish", sure=True)
    public = system.ask("GET", f"/api/reports/{receipt['report_id']}").json
    assert public["body"] == "Aspal berlubang dan dalam."


def test_the_report_beside_is_merged_into_this_one(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    place = {"province": "62", "regency": "6201", "district": "Arut Selatan", "village": "Desa Sebaliknya"}
    main = cases.submitted(title="Lubang di Jalan Beo", body="Lubang dalam di Jalan Beo, motor jatuh.", location=place)
    repeat = cases.submitted(
        title="jln beo bolong", body="jalanan beo bolong gede, kmrn ada motor jatoh", location=place
    )
    someone = surfer()
    page = sign_in(someone, system, "kobar", f"/petugas#{main['report_id']}")
    beside = page.locator("section.beside", has_text="Mungkin laporan yang sama")
    expect(beside).to_contain_text(repeat["report_id"])
    beside.get_by_role("button", name="Gabungkan yang itu ke laporan ini").click()
    someone.inspect("laporan-gabung-1200")
    beside.get_by_role("button", name="Batal").click()
    assert cases.own(repeat)["case"] is None
    beside.get_by_role("button", name="Gabungkan yang itu ke laporan ini").click()
    beside.get_by_role("button", name="Ya, Gabungkan").click()
    expect(page.locator(".notice--good")).to_be_focused()
    assert cases.own(repeat)["case"]["main"] == main["report_id"]
    assert cases.own(main)["state"] == "submitted"


def test_a_unit_returns_and_the_coordinator_decides(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    expect(page.locator(".suggestions button", has_text="Dinas Pekerjaan Umum")).to_have_count(0)
    page.locator(".suggestions button").first.click()
    chosen = page.locator("#do-return .picker input:checked")
    expect(chosen).to_be_focused()
    page.fill("#return-text", "Jembatan ini aset dinas lain.")
    send(page, "return", sure=True)
    coordinator = sign_in(surfer(), system, "kobar", f"/petugas#{receipt['report_id']}")
    expect(coordinator.locator(".actions summary").first).to_have_text("Putuskan kewenangan")
    expect(coordinator.locator(".suggestions li").first).to_contain_text("Jembatan ini aset dinas lain.")
    start(coordinator, "decide")
    choose_agency(coordinator, "to", "perhubungan kab.6201", "Dinas Perhubungan")
    coordinator.locator("#do-decide input[type=search]").fill("pendidikan")
    expect(coordinator.locator("#do-decide .picker")).to_contain_text("Dinas Pendidikan")
    expect(coordinator.locator("#do-decide .picker input:checked")).to_be_visible()
    send(coordinator, "decide")
    assert cases.own(receipt)["holder"]["agency_id"] == "kab.6201.dishub"
