"""The own view: what a link carries stays secret, only what is allowed is offered, and nothing typed is lost."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open


def test_a_letters_link_opens_the_report_and_leaves_no_trace(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    asked: list[str] = []
    someone.page.on("request", lambda request: asked.append(request.url))
    page = someone.track(receipt)
    expect(page).to_have_url(re.compile(r"/lacak$"))
    assert not any(receipt["access_code"] in address for address in asked)
    page.reload()
    page.wait_for_selector("#report-title")
    page.goto("/bantuan")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/lacak$"))
    page.wait_for_selector("#report-title")
    page.click("text=Keluar dari laporan ini")
    page.reload()
    page.wait_for_selector("#track")
    expect(page.locator("#own")).to_be_hidden()
    expect(page.locator("#access_code")).to_have_value("")


def test_a_link_with_a_step_opens_that_step(surfer: Open, cases: Cases) -> None:
    receipt = cases.answered()
    for step in ("confirm", "dispute"):
        page = surfer().track(receipt, f".{step}")
        assert page.locator(f"#step-{step}").get_attribute("open") is not None
    assert cases.own(receipt)["state"] == "answered", "a link changes nothing"


def test_the_chosen_language_is_kept_for_letters_links(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    someone.go("/bantuan")
    someone.page.click("text=English")
    someone.page.wait_for_url("**/en/bantuan")
    page = someone.track(receipt)
    page.wait_for_url("**/en/lacak")
    expect(page.locator("#own")).to_contain_text("What has happened")
    page.click("text=Bahasa Indonesia")
    page.wait_for_selector("#report-title")
    expect(page.locator("#own")).to_contain_text("Perjalanan laporan")


def test_wrong_code_and_unknown_number_are_told_alike(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    page = someone.go("/lacak")
    told = []
    for number in (receipt["report_id"], "LP-0000-0000-000", "tidak ada"):
        page.fill("#report_id", number)
        page.fill("#access_code", "AAAAA-AAAAA-AAAAA-AAAAA")
        page.click("main form button")
        expect(page.locator(".govuk-error-summary")).to_contain_text("tidak cocok")
        told.append(page.locator(".govuk-error-summary__list").inner_text())
        expect(page.locator("#report_id")).to_have_value(number)
        page.fill("#report_id", "")
        page.click("main form button")
        page.wait_for_selector(".govuk-error-summary >> text=Tulis nomor laporan, misalnya")
    assert len(set(told)) == 1


def test_exactly_what_is_allowed_is_offered(surfer: Open, cases: Cases) -> None:
    for make in (cases.submitted, cases.needs_info, cases.answered, cases.closed, cases.archived, cases.reopened):
        receipt = make()
        page = surfer().track(receipt)
        offered = {name.removeprefix("step-") for name in page.evaluate(STEPS)}
        assert offered == set(cases.own(receipt)["allowed"]), make


def test_a_stale_report_is_loaded_anew_and_the_words_stay(surfer: Open, cases: Cases) -> None:
    receipt = cases.answered()
    page = surfer().track(receipt)
    page.click("#step-dispute summary")
    page.fill("#dispute-text", "Papan itu lepas lagi sejak Senin.")
    page.get_by_label("2 = buruk").last.check()
    cases.act("dpupr", receipt, "answer", text="Tambahan: pengecatan minggu depan.")
    page.click("#step-dispute button")
    expect(page.locator("#own .govuk-inset-text")).to_contain_text("tulisan Anda masih ada")
    expect(page.locator("#dispute-text")).to_have_value("Papan itu lepas lagi sejak Senin.")
    expect(page.locator(".answer")).to_contain_text("pengecatan minggu depan")
    page.click("#step-dispute button")
    expect(page.locator(".now").first).to_contain_text("Dibuka kembali")
    assert cases.own(receipt)["rating"] == 2


def test_a_step_that_closed_meanwhile_gives_the_words_back(surfer: Open, cases: Cases) -> None:
    receipt = cases.answered()
    page = surfer().track(receipt)
    page.click("#step-dispute summary")
    page.fill("#dispute-text", "Kata-kata yang tidak boleh hilang.")
    cases.act("dpupr", receipt, "progress", text="Kami periksa sekali lagi.")
    page.click("#step-dispute button")
    expect(page.locator("#own .govuk-inset-text")).to_contain_text("Kata-kata yang tidak boleh hilang.")
    expect(page.locator(".now").first).to_contain_text("Sedang ditindaklanjuti")


def test_without_a_line_nothing_typed_is_lost(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    page = someone.track(receipt)
    page.click("#step-reply summary")
    page.fill("#reply-text", "Tambahan dari jembatan.")
    someone.context.set_offline(True)
    page.click("#step-reply button")
    expect(page.locator("#step-reply [role=status]")).to_contain_text("Tidak ada sambungan")
    expect(page.locator("#reply-text")).to_have_value("Tambahan dari jembatan.")
    someone.context.set_offline(False)
    page.click("#step-reply button")
    expect(page.locator(".events")).to_contain_text("Tambahan dari jembatan.")


def test_a_low_rating_with_confirm_asks_for_a_dispute(surfer: Open, cases: Cases) -> None:
    receipt = cases.answered()
    page = surfer().track(receipt)
    page.click("#step-confirm summary")
    page.get_by_label("1 = sangat buruk").first.check()
    page.click("#step-confirm button")
    expect(page.locator("#step-confirm .govuk-error-summary")).to_contain_text("Apakah Anda ingin menyanggah")
    expect(page).to_have_title(re.compile("^Ada kesalahan: "))
    assert cases.own(receipt)["state"] == "answered"
    page.click("#step-confirm [role=status] button")
    expect(page.locator("#dispute-text")).to_be_focused()
    page.click("#step-confirm button:has-text('Ya, tutup laporan')")
    expect(page.locator(".now").first).to_contain_text("Selesai")
    assert cases.own(receipt)["rating"] == 1
    page.click("#step-survey summary")
    for question in ("easy", "quick", "useful"):
        page.check(f"#survey-{question}-3")
    page.click("#step-survey button")
    expect(page.locator("#step-survey")).to_have_count(0)
    survey = cases.own(receipt)["events"][-1]
    assert (survey["type"], survey["data"]) == ("surveyed", {"easy": 3, "quick": 3, "useful": 3})


def test_a_receipt_is_printed_and_the_code_stands_in_no_address(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    page = someone.track(receipt)
    with someone.context.expect_page() as opened:
        page.click("text=Tanda terima untuk arsip")
    expect(opened.value.locator("h1")).to_contain_text("Tanda terima laporan")
    expect(opened.value.locator("dl")).to_contain_text(receipt["report_id"])
    assert receipt["access_code"] not in opened.value.url


def test_what_was_saved_is_not_told_beside_the_next_fault(surfer: Open, cases: Cases) -> None:
    receipt = cases.planned((datetime.now(UTC) + timedelta(days=20)).date())
    someone = surfer(width=390)
    page = someone.track(receipt)
    expect(page.locator("#ahead")).to_contain_text("Anda tidak perlu berbuat apa-apa sekarang")
    expect(page.locator("#step-confirm summary")).to_have_text("Saya terima rencana ini")
    someone.inspect("rencana-sebelum-harinya")
    page.click("#step-contact summary")
    page.fill("#contact-phone", "0812 3456 7890")
    page.click("#step-contact button")
    expect(page.locator("#said")).to_contain_text("Kontak diubah.")
    page.click("#step-contact summary")
    page.click("#step-contact button")
    expect(page.locator("#step-contact")).to_contain_text("Isi paling sedikit satu: nama, email, atau nomor telepon.")
    expect(page.locator("#said")).to_have_count(0)


def test_data_publicity_withdrawal_and_erasure(surfer: Open, cases: Cases) -> None:
    receipt = cases.needs_info()
    page = surfer().track(receipt)
    expect(page.locator("#step-complete")).to_contain_text("Mohon sebutkan nama jembatannya.")
    page.fill("#complete-body", "Jembatan Sei Arut.")
    page.click("#step-complete button")
    expect(page.locator(".now").first).to_contain_text("Menunggu verifikasi")
    page.click("#step-publicity summary")
    page.get_by_label("Jangan ditampilkan").check()
    page.click("#step-publicity button")
    expect(page.locator("#own")).to_contain_text("Rahasia")
    page.click("#step-withdraw summary")
    page.click("#step-withdraw button")
    expect(page.locator("#step-withdraw .govuk-error-message")).to_contain_text("Beri tanda centang")
    page.check("#withdraw-sure")
    page.click("#step-withdraw button")
    expect(page.locator(".now").first).to_contain_text("Dicabut pelapor")
    page.click("#step-erase summary")
    page.check("#erase-sure")
    page.click("#step-erase button")
    expect(page.locator("#own h1")).to_have_text("Data laporan Anda telah dihapus")
    page = surfer().go(f"/lacak#{receipt['report_id']}.{receipt['access_code']}")
    expect(page.locator("#own")).to_contain_text("berdasarkan UU 27/2022")


def test_an_objection_and_the_ombudsman(surfer: Open, cases: Cases) -> None:
    receipt = cases.archived()
    page = surfer().track(receipt)
    page.click("#step-ombudsman summary")
    page.click("#step-ombudsman button")
    expect(page.locator("#step-ombudsman .govuk-error-summary")).to_contain_text("persetujuan")
    page.check("#ombudsman-consent")
    page.click("#step-ombudsman button")
    expect(page.locator("section:has(#outside)")).to_contain_text("Ombudsman boleh membaca laporan ini")
    page.click("#step-object summary")
    page.fill("#object-text", "Tempatnya sudah saya sebutkan: Jembatan Sei Arut.")
    page.click("#step-object button")
    expect(page.locator(".now").first).to_contain_text("Menunggu verifikasi")


def test_who_read_my_identity_and_a_copy_of_my_data(surfer: Open, cases: Cases, tmp_path: Path) -> None:
    receipt = cases.forwarded()
    path = f"/api/officer/reports/{receipt['report_id']}/identity"
    assert cases.system.ask("GET", path, headers=cases.system.as_officer("dpupr")).status == 200
    page = surfer().track(receipt)
    expect(page.locator("section:has(#readings)")).to_contain_text("Pejabat penghubung, Dinas Pekerjaan Umum")
    with page.expect_download() as download:
        page.click("text=Unduh salinan")
    download.value.save_as(tmp_path / "copy.json")
    copy = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert copy["identity"]["name"] == "Sari Uji"
    assert download.value.suggested_filename == f"laporan-{receipt['report_id']}.json"


def test_why_the_deadline_is_that_day(surfer: Open, cases: Cases) -> None:
    page = surfer().track(cases.forwarded())
    assert re.search(r"\d+ hari kerja lagi, sampai|Hari ini hari terakhir", page.locator(".now").first.inner_text())
    page.click("text=Bagaimana tanggal ini dihitung?")
    days = page.locator(".days li").all_inner_texts()
    assert sum("dihitung" in day for day in days) == 14
    assert all(re.match(r"\w+, \d+ \w+ 20\d\d", day) for day in days)


STEPS = "() => [...document.querySelectorAll('details.choice')].map(one => one.id)"


def test_too_many_texts_are_refused_with_when_to_come_back_and_the_words_stay(surfer: Open, cases: Cases) -> None:
    receipt = cases.submitted()
    for number in range(20):
        cases.as_reporter(receipt, "reply", text=f"Tambahan nomor {number}.")
    page = surfer().track(receipt)
    page.click("#step-reply summary")
    page.fill("#reply-text", "Tambahan yang ke-21.")
    page.click("#step-reply button")
    expect(page.locator("#step-reply")).to_contain_text("satu jam")
    expect(page.locator("#reply-text")).to_have_value("Tambahan yang ke-21.")


def test_a_press_too_many_closes_nothing(surfer: Open, cases: Cases) -> None:
    receipt = cases.answered()
    someone = surfer(width=360)
    page = someone.track(receipt)
    page.click("#step-confirm summary")
    expect(page.locator("#step-confirm")).to_contain_text("Tutup laporan?")
    expect(page.locator("#step-confirm")).to_contain_text("masih dapat Anda sanggah selama 30 hari")
    someone.inspect("tutup-laporan")
    page.click("#step-confirm button:has-text('Tidak jadi')")
    expect(page.locator("#step-confirm form")).to_be_hidden()
    expect(page.locator("#step-confirm summary")).to_be_focused()
    assert cases.own(receipt)["state"] == "answered"
    page.click("#step-confirm summary")
    page.click("#step-confirm button:has-text('Ya, tutup laporan')")
    expect(page.locator(".now").first).to_contain_text("Selesai")
    page.click("#step-dispute summary")
    page.fill("#dispute-text", "Saya salah tekan: belum selesai.")
    page.click("#step-dispute button:has-text('Kirim sanggahan')")
    expect(page.locator(".now").first).to_contain_text("Dibuka kembali")
    buttons = page.locator("#own details.choice button:not([class*=secondary])").all_text_contents()
    assert "Simpan kontak" in buttons
    assert len(buttons) == len(set(buttons))
    assert not {"Kirim", "Send"} & set(buttons)
