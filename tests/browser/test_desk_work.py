"""A day at the desk: who verifies, forwards, merges, publishes, answers, extends, takes over; and two at once."""

import re
import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import choose_agency, open_report, send, sign_in, start
from tests.local.running_system import RunningSystem


def png(path: Path) -> Path:
    """A small picture, really one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((40, 120, 200)) * 64 for _ in range(64))
    head = struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )
    return path


def test_a_coordinator_verifies_forwards_and_publishes(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.submitted(
        title="Lubang di Jalan Anggrek Sepuluh",
        body="Aspal berlubang di Jalan Anggrek. Telepon saya 0812-0000-0000, tanya Pak Slamet Riyadi.",
    )
    someone = surfer()
    page = sign_in(someone, system, "kobar", f"/petugas#{receipt['report_id']}")
    page.wait_for_selector(".suggestions")
    expect(page.locator(".suggestions li").first).to_contain_text("Dinas Pekerjaan Umum")
    start(page, "verify")
    page.check("#check-publish")
    expect(page.locator(".original .mark")).to_have_count(2)
    page.click("text=Pakai tanpa bagian bertanda")
    wording = page.input_value("#verify-public_body")
    assert "0812" not in wording
    assert "[nomor telepon dihapus]" in wording
    page.locator("#do-verify").get_by_label(re.compile("Dinas Pekerjaan Umum")).first.check()
    someone.inspect("meja-verifikasi-1200")
    send(page, "verify")
    expect(page.locator(".desk-columns")).to_contain_text("Dinas Pekerjaan Umum dan Penataan Ruang")
    public = system.ask("GET", f"/api/reports/{receipt['report_id']}").json
    assert "0812" not in public["body"]
    assert cases.own(receipt)["holder"]["agency_id"] == "kab.6201.dpupr"


def test_a_coordinator_merges_a_repeat_that_is_shown_beside(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    place = {"province": "62", "regency": "6201", "district": "Arut Selatan", "village": "Desa Gabung"}
    first = cases.submitted(
        title="Lubang di Jalan Kenari", body="Lubang dalam di Jalan Kenari, motor jatuh.", location=place
    )
    other = cases.submitted(
        title="jln kenari bolong", body="jalanan kenari bolong gede, kmrn ada motor jatoh", location=place
    )
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    open_report(page, other["report_id"])
    expect(page.locator("section.beside", has_text="Mungkin laporan yang sama")).to_contain_text(first["report_id"])
    page.click("text=Gabungkan laporan ini ke sana")
    expect(page.locator("#join-into")).to_have_value(first["report_id"])
    form = page.locator("#do-join form")
    page.fill("#join-into", "")
    form.get_by_role("button").last.click()
    expect(form.locator(".govuk-error-message")).to_contain_text("wajib diisi")
    expect(page.get_by_role("button", name=re.compile("^Ya, Gabungkan"))).to_have_count(0)
    page.fill("#join-into", "LP-1111-1111-111")
    form.get_by_role("button").last.click()
    expect(form.locator(".govuk-error-message")).to_contain_text("tidak dapat dibaca")
    page.fill("#join-into", first["report_id"])
    form.get_by_role("button").last.click()
    expect(form.locator(".is-told")).to_contain_text("Lubang di Jalan Kenari")
    someone.inspect("meja-gabung")
    page.get_by_role("button", name=re.compile("^Ya, Gabungkan")).click()
    page.wait_for_selector(".notice")
    expect(page.locator("#do-leave > summary")).to_have_count(1)
    expect(page.locator("#do-split")).to_have_count(0)
    assert cases.own(other)["case"]["main"] == first["report_id"]
    open_report(page, first["report_id"])
    page.get_by_role("button", name="Baca laporan-laporannya").click()
    expect(page.locator(".members .queue__more")).to_contain_text(f"{other['report_id']} · ")
    someone.inspect("meja-anggota-gabungan")


def test_a_liaison_accepts_asks_and_answers_with_proof(
    surfer: Open, system: RunningSystem, cases: Cases, tmp_path: Path
) -> None:
    receipt = cases.forwarded()
    someone = surfer(width=390)
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "accept")
    send(page, "accept")
    start(page, "request-data")
    page.fill("#request-data-text", "Jembatan yang mana, Bapak/Ibu?")
    send(page, "request-data")
    cases.as_reporter(receipt, "complete", body="Jembatan di RT 05.")
    page.reload()
    page.wait_for_selector(".desk-columns")
    start(page, "answer")
    page.fill("#answer-text", "Terima kasih atas laporannya, akan kami koordinasikan dengan dinas terkait.")
    expect(page.locator(".advice")).to_contain_text("tidak memberi kepastian")
    someone.inspect("meja-jawaban-kosong-390")
    page.fill(
        "#answer-text",
        "Papan jembatan telah diganti oleh tim Bina Marga pada 24 November 2026. Foto terlampir, kontak Bidang ini.",
    )
    expect(page.locator(".advice")).to_contain_text("menyebut tindakan")
    page.set_input_files("#answer-attachments", png(tmp_path / "sesudah.png"))
    send(page, "answer")
    expect(page.locator(".files")).to_contain_text("sesudah")
    assert cases.own(receipt)["state"] == "answered"


def test_a_head_extends(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    page = sign_in(surfer(), system, "dpupr-kepala", f"/petugas#{receipt['report_id']}")
    start(page, "extend")
    page.fill("#extend-days", "99")
    page.fill("#extend-reason", "Alat rusak")
    page.fill("#extend-text", "Alat berat sedang diperbaiki.")
    page.locator("#do-extend form > .govuk-button-group .govuk-button").first.click()
    expect(page.locator("#do-extend .govuk-error-summary")).to_be_visible()
    page.fill("#extend-days", "3")
    send(page, "extend")
    expect(page.locator(".events")).to_contain_text("diperpanjang")


def test_the_inspectorate_takes_a_supervisory_report_out_of_others_sight(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.submitted(
        title="Pungutan di kantor layanan", body="Petugas meminta uang rokok untuk setiap berkas."
    )
    cases.act("kobar", receipt, "verify", supervisory=True)
    page = sign_in(surfer(), system, "inspektorat", f"/petugas#{receipt['report_id']}")
    start(page, "forward")
    choose_agency(page, "to", "inspektorat", "Inspektorat")
    send(page, "forward")
    start(page, "accept")
    send(page, "accept")
    for username in ("nasional", "dinkes"):
        other = sign_in(surfer(), system, username, f"/petugas#{receipt['report_id']}")
        expect(other.locator("h1")).to_have_text("Laporan tidak ditemukan")


def test_two_officers_in_conflict_lose_nothing_they_typed(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    someone = surfer()
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    start(page, "progress")
    page.fill("#progress-text", "Material sudah dikirim ke lokasi jembatan.")
    cases.act("dpupr-kepala", receipt, "note", text="Saya telepon kontraktornya.")
    page.locator("#do-progress form > .govuk-button-group .govuk-button").first.click()
    expect(page.locator(".notice")).to_contain_text("Sementara itu laporan ini berubah")
    expect(page.locator("#progress-text")).to_have_value("Material sudah dikirim ke lokasi jembatan.")
    someone.inspect("meja-bentrok-1200")
    send(page, "progress")
    expect(page.locator(".events")).to_contain_text("Material sudah dikirim")


def test_reading_an_identity_is_told_to_the_reporter(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    assert cases.own(receipt)["identity_readings"] == []
    page.click("text=Tampilkan identitas pelapor")
    expect(page.locator(".identity")).to_contain_text("Sari Uji")
    assert len(cases.own(receipt)["identity_readings"]) == 1


def test_several_at_once_each_with_its_result(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    two = [cases.submitted(category="pendidikan") for _ in range(2)]
    someone = surfer()
    page = sign_in(someone, system, "kobar", "/petugas?queue=verify&category=pendidikan")
    for receipt in two:
        page.check(f"#choose-{receipt['report_id']}")
    cases.act("kobar", two[0], "note", text="Sementara itu.")
    page.locator(".batch .govuk-button", has_text="Teruskan").click()
    choose_agency(page, "to", "pendidikan", "Dinas Pendidikan dan Kebudayaan")
    page.locator(".batch__form .govuk-button").first.click()
    expect(page.locator(".batch__results .is-done")).to_have_count(1)
    expect(page.locator(".batch__results .is-refused")).to_have_count(1)
    someone.inspect("meja-beberapa-1200")


@pytest.mark.parametrize("role", ["kobar"])
def test_a_queue_leaves_as_csv_and_as_a_workbook(surfer: Open, system: RunningSystem, role: str) -> None:
    page = sign_in(surfer(accept_downloads=True), system, role, "/petugas?queue=all")
    for words, kind in (("Unduh CSV", ".csv"), ("Unduh Excel (XLSX)", ".xlsx")):
        with page.expect_download() as download:
            page.click(f"text={words}")
        assert download.value.suggested_filename.endswith(kind)
        assert Path(download.value.path()).stat().st_size > 300
