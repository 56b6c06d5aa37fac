"""The form's six steps, the matter first: how few taps a complaint takes, and what its words and its place propose."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.surfing import STEPS, Surfer
from tests.browser.test_offline import KEPT, ready
from tests.browser.test_photos import photo
from tests.files import made
from tests.local.running_system import wait_until

MOST_TAPS = 25
BODY = "Jalan kabupaten di depan pasar Kumai berlubang besar. Kemarin dua motor jatuh di situ."
TITLE = "Jalan kabupaten di depan pasar Kumai berlubang besar"
PLACE = {
    "province": "Kalimantan Tengah",
    "regency": "Kabupaten Kotawaringin Barat",
    "district": "Kumai",
    "village": "Kumai Hilir",
}


class Thumb:
    """One thumb on the glass: every press counts, a list costs two, typing costs the press into its field."""

    def __init__(self, someone: Surfer) -> None:
        self.page: Page = someone.page
        self.someone = someone
        self.taps = 0

    def tap(self, selector: str) -> None:
        """Press something."""
        self.page.click(selector)
        self.taps += 1

    def write(self, selector: str, text: str) -> None:
        """Press into a field, and type."""
        self.tap(selector)
        self.page.keyboard.insert_text(text)

    def pick(self, selector: str, choice: str) -> None:
        """Open a list and press one of its choices."""
        self.page.wait_for_selector(f"{selector}:enabled")
        self.page.select_option(selector, choice)
        self.taps += 2

    def place(self) -> None:
        """From the province to the village."""
        for level, name in PLACE.items():
            self.pick(f"select[id='location.{level}']", name)


def test_from_the_front_page_to_the_receipt_in_six_steps_and_25_taps(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=360)
    page, thumb, seen = someone.page, Thumb(someone), []
    someone.go("/")
    thumb.tap("main a[href='/lapor']")
    for step in STEPS:
        someone.at(step)
        seen.append(step)
        answer(thumb, step)
        thumb.tap("#go")
    receipt = someone.receipt()
    assert len(seen) == 6
    assert thumb.taps <= MOST_TAPS, thumb.taps
    own = cases.own(receipt)
    assert (own["title"], own["category"]) == (TITLE, "pekerjaan-umum")
    assert own["location"]["village"] == "Kumai Hilir"
    assert own["holder"]["agency_id"] == "kab.6201"
    expect(page.locator("#after")).to_contain_text("Laporan Anda sudah kami terima")


def answer(thumb: Thumb, step: str) -> None:
    """What somebody does who takes what is proposed."""
    page = thumb.page
    match step:
        case "kejadian":
            thumb.write("#body", BODY)
            expect(page.locator("#title")).to_have_value(TITLE)
            thumb.tap("label[for=classification]")
        case "lokasi":
            thumb.place()
        case "topik":
            expect(page.locator(".step--shown .govuk-radios__hint").first).to_contain_text("kata: jalan")
            thumb.tap("label[for='topic-pekerjaan-umum']")
        case "instansi":
            expect(page.locator("#agency-0-choice")).to_be_checked()
        case "pelapor":
            thumb.write("[id='reporter.email']", "sari@warga.example")
        case "periksa":
            expect(page.locator("#answers")).to_contain_text("Dinas Pekerjaan Umum")
            thumb.tap("label[for=consent]")


def test_where_the_place_is_known_its_government_answers_and_never_the_nation(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    someone.fill_to("lokasi", body="Mohon penjelasan tentang hal ini dan itu.", title="Mohon penjelasan")
    Thumb(someone).place()
    someone.next()
    someone.choose_topic("lainnya")
    someone.next()
    someone.at("instansi")
    expect(page.locator("label[for='agency-unknown-choice']")).to_have_text("Pemerintah Kabupaten Kotawaringin Barat")
    assert "Nasional" not in page.inner_text(".step--shown")
    page.check("#agency-unknown-choice")
    someone.next()
    page.check("#anonymous")
    someone.next()
    expect(page.locator("#answers")).to_contain_text("Pemerintah Kabupaten Kotawaringin Barat")
    expect(page.locator("#answers")).to_contain_text("Anonim")
    page.check("#consent")
    someone.next()
    assert cases.own(someone.receipt())["holder"]["agency_id"] == "kab.6201"


def test_what_a_person_chose_stays_and_what_was_proposed_follows_the_words(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    someone.fill_to("lokasi", body=BODY)
    Thumb(someone).place()
    someone.next()
    someone.choose_topic("pekerjaan-umum")
    someone.next()
    expect(page.locator("#agency-0-choice")).to_be_checked()
    expect(page.locator("label[for='agency-0-choice']")).to_contain_text("Pekerjaan Umum")
    page.goto(page.url.split("#")[0] + "#kejadian")
    someone.at("kejadian")
    page.fill("#title", "Sampah di pasar Kumai")
    page.fill("#body", "Sampah menumpuk di TPS pasar Kumai dan tidak diangkut sejak Senin.")
    someone.next()
    page.goto(page.url.split("#")[0] + "#instansi")
    someone.at("instansi")
    expect(page.locator("label[for='agency-0-choice']")).to_contain_text("Lingkungan Hidup")
    expect(page.locator("#agency-0-choice")).to_be_checked()
    page.check("#agency-known-choice")
    page.fill("#agency-search", "puskesmas kumai")
    page.get_by_label("Puskesmas Kumai").first.check()
    wait_until(lambda: bool(page.evaluate(KEPT, "kab.6201.dinkes.pkm-kumai")), 15)
    page.reload()
    someone.at("instansi")
    expect(page.locator("#agency-found input:checked")).to_have_value("kab.6201.dinkes.pkm-kumai")
    someone.next()
    page.goto(page.url.split("#")[0] + "#periksa")
    expect(page.locator("#answers")).to_contain_text("Puskesmas Kumai")


def test_a_title_of_ones_own_is_kept_whatever_is_told_after_it(surfer: Open) -> None:
    page = surfer().go("/lapor")
    page.fill("#body", BODY)
    expect(page.locator("#title")).to_have_value(TITLE)
    page.fill("#title", "Lubang di depan pasar")
    page.fill("#body", f"Sejak Senin. {BODY}")
    expect(page.locator("#title")).to_have_value("Lubang di depan pasar")
    page.fill("#title", "")
    page.locator("#title").blur()
    expect(page.locator("#title")).not_to_have_value("")


def test_who_is_in_danger_is_told_whom_to_call_before_the_form_goes_on(surfer: Open) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    someone.fill_to("lokasi", body="Rumah di sebelah pasar terbakar dan apinya menjalar.", title="Rumah terbakar")
    expect(page.locator("#urgent a")).to_have_attribute("href", "tel:113")
    someone.inspect("lapor-darurat-360")


def test_what_is_reported_already_is_followed_and_what_was_answered_is_read(surfer: Open, cases: Cases) -> None:
    words = {"title": "Tangga dermaga feri Kumai ambrol", "body": "Tangga dermaga feri Kumai ambrol diterjang ombak."}
    running = cases.published(**words)
    answered = cases.published(**words)
    cases.act("dpupr", answered, "accept")
    cases.act("dpupr", answered, "answer", text="Tangga dermaga sudah dipasang lagi.")
    someone = surfer(width=360)
    page = someone.go("/lapor")
    someone.fill_to("lokasi", body="Tangga dermaga feri Kumai ambrol, penumpang harus melompat.")
    Thumb(someone).place()
    someone.next()
    someone.at("topik")
    similar = page.locator("#similar .similar").first
    expect(similar).to_contain_text("Sudah dilaporkan di sini?")
    expect(page.locator(f"#similar a[href='/laporan?id={running['report_id']}']")).to_be_visible()
    expect(page.locator("#similar .similar").nth(1)).to_contain_text("Sudah dijawab")
    expect(page.locator(f"#similar a[href='/laporan?id={answered['report_id']}']")).to_be_visible()
    one = page.locator("#similar li").filter(has=page.locator(f"a[href='/laporan?id={running['report_id']}']"))
    one.locator("summary").click()
    someone.inspect("lapor-serupa-360")
    one.locator("input").fill("bukan email")
    one.locator("input").press("Enter")
    expect(one.locator("[role=status]")).to_contain_text("alamat email")
    one.locator("input").fill("pengikut@warga.example")
    one.locator("button").click()
    expect(one.locator("[role=status]")).to_contain_text("Laporan baru tidak perlu dikirim")
    someone.at("topik")


def test_a_photo_is_seen_where_it_was_chosen_and_before_it_is_sent(surfer: Open) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    files = [photo("lubang.jpg", made.photo(size=(400, 300))), photo("surat.pdf", b"%PDF-1.7\n", "application/pdf")]
    page.set_input_files("#attachments", files)
    expect(page.locator(".files li")).to_have_count(2)
    assert page.locator(".files img").first.evaluate("picture => picture.decode().then(() => picture.naturalWidth)")
    expect(page.locator(".files .thumbnail--ending")).to_have_text("PDF")
    someone.inspect("lapor-foto-kecil-360")
    someone.fill_to("periksa", body=BODY)
    expect(page.locator("#answers img")).to_have_attribute("alt", "lubang.jpg")
    someone.inspect("lapor-periksa-360")


def test_the_whole_form_goes_on_when_the_line_is_lost_in_the_middle(surfer: Open, cases: Cases) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    ready(someone)
    someone.fill_to("lokasi", body=BODY)
    Thumb(someone).place()
    someone.context.set_offline(True)
    someone.next()
    someone.choose_topic("pekerjaan-umum")
    someone.next()
    someone.at("instansi")
    expect(page.locator("label[for='agency-unknown-choice']")).to_have_text("Pemerintah Kabupaten Kotawaringin Barat")
    someone.next()
    page.fill("[id='reporter.email']", "sari@warga.example")
    someone.next()
    page.check("#consent")
    someone.next()
    expect(page.locator("#after h1")).to_have_text("Laporan Anda menunggu sambungan")
    someone.context.set_offline(False)
    assert cases.own(someone.receipt())["holder"]["agency_id"] == "kab.6201"


OLD_DRAFT: dict[str, Any] = {
    "key": "web-0123456789abcdef0123456789abcdef0123",
    "answers": {
        "classification": "complaint",
        "category": "pekerjaan-umum",
        "title": "Lampu jalan mati di Jalan Malijo",
        "body": "Sudah tiga minggu lampu jalan mati.",
        "_agency": "known",
        "agency_id": "kab.6201.dpupr",
        "_agency_name": "Dinas Pekerjaan Umum dan Penataan Ruang",
        "event_date": "2026-11-01",
    },
    "step": "waktu",
    "files": [],
    "queued": False,
    "language": "id",
    "tried": [],
}
KEEP = """draft => new Promise(done => {
  const opening = indexedDB.open('lapor', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
  opening.onsuccess = () => {
    const writing = opening.result.transaction('kept', 'readwrite');
    writing.objectStore('kept').put(draft, 'draft');
    writing.oncomplete = () => { opening.result.close(); done(true); };
  };
})"""


def test_a_draft_of_the_nine_steps_goes_on_where_it_stopped(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/lapor")
    page.evaluate(KEEP, OLD_DRAFT)
    page.goto("about:blank")
    someone.go("/lapor")
    page.click("text=Lanjutkan mengisi")
    someone.at("lokasi")
    expect(page.locator("#event_date")).to_have_value("2026-11-01")
    page.goto(page.url.split("#")[0] + "#periksa")
    expect(page.locator("#answers")).to_contain_text("Lampu jalan mati di Jalan Malijo")
    expect(page.locator("#answers")).to_contain_text("Dinas Pekerjaan Umum dan Penataan Ruang")
