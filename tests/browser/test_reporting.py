"""The main job through the pages alone: report, track, dispute, confirm."""

import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open


def test_report_track_dispute_confirm(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=390)
    page = someone.go("/lapor")
    someone.fill_to("lokasi")
    page.select_option("select[id='location.province']", "Kalimantan Tengah")
    page.select_option("[id='location.regency']", "Kabupaten Kotawaringin Barat")
    page.select_option("[id='location.district']", "Kumai")
    page.select_option("[id='location.village']", "Kumai Hilir")
    page.click("text=Kemarin")
    someone.next()
    someone.choose_topic("pekerjaan-umum")
    someone.next()
    page.check("#agency-known-choice")
    page.fill("#agency-search", "pekerjaan kab.6201")
    page.get_by_label("Dinas Pekerjaan Umum", exact=False).first.check()
    someone.next()
    page.fill("[id='reporter.name']", "Sari Uji")
    page.fill("[id='reporter.email']", "sari@warga.example")
    page.click("text=Melapor untuk orang lain")
    page.get_by_label("Telepon saya").check()
    page.get_by_label("Bahasa daerah").check()
    someone.next()
    someone.at("periksa")
    answers = page.inner_text("#answers")
    for said in (
        "Telepon saya, Bahasa daerah",
        "Pengaduan",
        "Kumai Hilir",
        "Dinas Pekerjaan Umum",
        "Sari Uji",
        "Lampu jalan mati",
    ):
        assert said in answers
    page.check("#consent")
    someone.next()
    receipt = someone.receipt()
    expect(page.locator("#after")).to_contain_text(re.compile(r"3 hari kerja lagi, sampai \w+, \d+ \w+ 20\d\d"))
    own = cases.own(receipt)
    assert own["location"]["village"] == "Kumai Hilir"
    assert own["events"][0]["type"] == "submitted"
    assert own["event_date"]
    assert own["assistance"] == ["call_me", "local_language"]

    cases.act("kobar", receipt, "verify", forward_to="kab.6201.dpupr")
    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "answer", text="Lampu sudah diganti.")
    page.click("text=Lihat laporan saya")
    page.wait_for_selector("#report-title")
    assert receipt["access_code"] not in page.url
    expect(page.locator(".answer")).to_contain_text("Lampu sudah diganti.")
    page.click("#step-dispute summary")
    page.fill("#dispute-text", "Masih mati setiap malam.")
    page.click("#step-dispute button")
    expect(page.locator(".now").first).to_contain_text("Dibuka kembali")

    cases.act("dpupr", receipt, "accept")
    cases.act("dpupr", receipt, "answer", text="Kabelnya yang putus, sudah disambung.")
    page.click("text=Muat ulang")
    page.click("text=Ya, sudah selesai")
    page.get_by_label("5 = sangat baik").first.check()
    page.click("#step-confirm button")
    expect(page.locator(".now").first).to_contain_text("Selesai")
    assert cases.own(receipt)["closed_reason"] == "confirmed"


def test_a_double_click_and_a_reload_send_one_report(surfer: Open, cases: Cases) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    someone.fill_to("periksa", title="Satu laporan saja untuk dua kali klik")
    page.check("#consent")
    page.dblclick("#go")
    receipt = someone.receipt()
    page.reload()
    assert someone.receipt() == receipt
    assert len([url for url in sent if url.endswith("/api/reports")]) == 1
    page.go_back()
    page.wait_for_timeout(300)
    assert page.evaluate(DRAFTS) == 0


def test_an_answer_lost_on_its_way_makes_no_second_report(surfer: Open) -> None:
    """The report arrives, the line breaks before the answer: sending again gives the very same number."""
    someone = surfer(service_workers="block")  # it would ask again before the person can change anything
    page = someone.go("/lapor")
    someone.fill_to("periksa", title="Jawaban yang hilang di jalan")
    page.check("#consent")
    numbers: list[str] = []

    def lose(route: Any) -> None:
        numbers.append(route.fetch().json()["report_id"])
        route.abort()

    page.route("**/api/reports", lose, times=1)
    someone.next()
    page.click("text=Ubah jawaban")
    someone.at("periksa")
    page.click("#answers a[href='#kejadian'] >> nth=0")
    page.fill("#title", "Judul yang diubah sesudah hilang")
    page.goto(page.url.split("#")[0] + "#periksa")
    someone.next()
    assert someone.receipt()["report_id"] == numbers[0]
    expect(page.locator("#after")).to_contain_text("sebelum Anda mengubah jawabannya")


def test_every_fault_of_a_step_at_once_on_top_and_at_its_field(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    someone.next()
    expect(page).to_have_title(re.compile("^Ada kesalahan: "))
    page.check("#classification")
    page.fill("#title", "pendek")
    someone.next()
    faults = [
        "Tulis apa yang terjadi, paling sedikit 20 huruf.",
        "Tulis judul yang lebih jelas: paling sedikit 10 huruf. Sekarang baru 6.",
    ]
    expect(page.locator(".govuk-error-summary__list a")).to_have_text(faults)
    at_fields = page.locator(".step--shown .govuk-error-message").all_inner_texts()
    assert [text.removeprefix("Ada kesalahan: ").strip() for text in at_fields] == faults
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.click("text=Tulis apa yang terjadi, paling sedikit 20 huruf.")
    expect(page.locator("#body")).to_be_focused()
    expect(page.locator("#title")).to_have_value("pendek")
    page.fill("#title", "Lampu jalan mati")
    page.fill("#body", "Sudah tiga minggu lampu jalan mati dan banyak yang terjatuh.")
    someone.next()
    someone.at("lokasi")
    page.fill("#event_date", "2999-01-01")
    someone.next()
    expect(page).to_have_title(re.compile("^Ada kesalahan: "))
    page.go_back()
    someone.at("kejadian")
    expect(page).not_to_have_title(re.compile("^Ada kesalahan"))
    expect(page.locator("#title")).to_have_value("Lampu jalan mati")


def test_an_address_nobody_could_write_to_is_found_at_its_own_step(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/en/lapor")
    someone.fill_to("pelapor")
    page.fill("[id='reporter.email']", "sari@-warga.example")
    someone.next()
    someone.at("pelapor")
    told = "Email: Give one email address that is complete, like name@example.org."
    expect(page.locator(".govuk-error-summary__list a")).to_have_text([told])
    expect(page).to_have_title(re.compile("^Error: "))
    page.fill("[id='reporter.email']", "sari@warga.example")
    someone.next()
    page.check("#consent")
    someone.next()
    someone.receipt()


def test_what_the_api_alone_finds_is_told_at_its_step(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/en/lapor")
    someone.fill_to("lokasi")
    page.fill("#event_date", "1940-01-01")
    someone.next()
    someone.choose_topic("pekerjaan-umum")
    for step in ("instansi", "pelapor"):
        someone.next()
        someone.at(step)
    page.fill("[id='reporter.email']", "sari@warga.example")
    someone.next()
    page.check("#consent")
    someone.next()
    someone.at("lokasi")
    told = "Date it happened: This date is too long ago. Please check the year."
    expect(page.locator(".govuk-error-summary__list a")).to_have_text([told])
    expect(page).to_have_title(re.compile("^Error: "))
    page.fill("#event_date", "")
    for step in ("topik", "instansi", "pelapor", "periksa"):
        someone.next()
        someone.at(step)
    page.check("#consent")
    someone.next()
    someone.receipt()


DRAFTS = """() => new Promise(done => {
  const opening = indexedDB.open('lapor', 1);
  opening.onsuccess = () => {
    const count = opening.result.transaction('kept').objectStore('kept').count('draft');
    count.onsuccess = () => { opening.result.close(); done(count.result); };
  };
})"""
