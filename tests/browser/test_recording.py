"""A clerk records a letter by keys alone, within two minutes' strokes; its reporter tracks it with the printed code."""

import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import sign_in
from tests.browser.surfing import Surfer
from tests.local.running_system import RunningSystem

WIB = ZoneInfo("Asia/Jakarta")
MOST_STROKES = 40
BODY = "Jembatan gantung di RT 4 talinya putus dua, anak-anak menyeberang setiap pagi."


class Clerk:
    """Hands on a keyboard: what is typed as text counts nothing, every other key one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.strokes = 0

    def press(self, key: str) -> None:
        """One key that is no text."""
        self.page.keyboard.press(key)
        self.strokes += 1

    def to(self, name: str) -> None:
        """Tab until the field of that name has the focus."""
        for _ in range(12):
            self.press("Tab")
            if self.page.evaluate("document.activeElement.name || document.activeElement.id") == name:
                return
        raise AssertionError(f"{name} is not near")

    def type(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.to(name)
        self.page.keyboard.type(text)


def a_week_ago() -> datetime:
    """The day on which the letter came."""
    return datetime.now(UTC).astimezone(WIB) - timedelta(days=7)


def opened(surfer: Open, system: RunningSystem, username: str = "kobar") -> tuple[Surfer, Page]:
    """The page, as the desk's own link opens it."""
    someone = surfer()
    page = sign_in(someone, system, username)
    page.get_by_role("link", name="Catat laporan").click()
    page.wait_for_selector("form.record")
    expect(page.locator(".clocks")).to_contain_text("Verifikasi")
    return someone, page


def test_a_letter_by_keyboard_alone(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    someone, page = opened(surfer, system)
    clerk, came = Clerk(page), a_week_ago()
    clerk.type("received_on", came.strftime("%m%d%Y"))
    clerk.type("external_number", "005/123/Umum")
    clerk.type("title", "Jembatan gantung di Kumai putus talinya")
    clerk.type("body", BODY)
    clerk.type("location.village", "Kumai Hilir")
    expect(page.locator("[name=category]")).not_to_have_value("")
    clerk.type("reporter.name", "Siti Uji")
    clerk.type("reporter.phone", "0812 0000 0000")
    expect(page.locator("[name='consent_given.how']")).to_have_value("paper")
    expect(page.locator("[name='consent_given.on']")).to_have_value(came.date().isoformat())
    clerk.press("Control+Enter")
    page.wait_for_selector("#number")
    sys.stdout.write(f"keystrokes besides the text itself: {clerk.strokes}\n")
    assert clerk.strokes <= MOST_STROKES
    receipt = {"report_id": page.inner_text("#number"), "access_code": page.inner_text("#code")}
    expect(page.locator("svg.qr")).to_be_visible()
    someone.inspect("recorded")
    own = cases.own(receipt)
    assert (own["channel"], own["received_on"], own["external_number"]) == (
        "letter",
        came.date().isoformat(),
        "005/123/Umum",
    )
    limits = {one["name"]: one["due_at"] for one in own["deadline"]["limits"]}
    assert limits["cap"][:10] == (came.date() + timedelta(days=60)).isoformat()
    assert limits["acknowledge"][:10] == (came.date() + timedelta(days=14)).isoformat()


def test_the_reporter_tracks_with_what_was_printed(surfer: Open, system: RunningSystem) -> None:
    _, page = opened(surfer, system, "dpupr")
    fill(page)
    page.click("#record-send")
    page.wait_for_selector("#number")
    number, code = page.inner_text("#number"), page.inner_text("#code")
    page.emulate_media(media="print")
    for shown in ("#number", "#code", "svg.qr"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.get_by_text("hanya ditampilkan sekali")).to_be_hidden()
    citizen = surfer()
    tracked = citizen.go("/lacak")
    tracked.fill("[name=report_id]", number)
    tracked.fill("[name=access_code]", code)
    tracked.keyboard.press("Enter")
    expect(tracked.locator("#report-title")).to_contain_text("Lampu jalan")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Catat laporan berikutnya").click()
    expect(page.locator("[name=title]")).to_have_value("")
    assert code not in page.content()


def test_the_clocks_are_the_servers_and_follow_the_day(surfer: Open, system: RunningSystem) -> None:
    someone, page = opened(surfer, system)
    page.fill("[name=received_on]", (a_week_ago() - timedelta(days=7)).date().isoformat())
    page.press("[name=received_on]", "Tab")
    expect(page.locator(".clocks")).to_contain_text("Verifikasi sudah lewat")
    page.fill("[name=received_on]", "2020-01-01")
    page.press("[name=received_on]", "Tab")
    expect(page.locator(".clocks")).to_contain_text("Pilih hari diterimanya, dari ")
    someone.inspect("recording")


def test_faults_stand_at_their_fields_and_a_draft_is_kept(surfer: Open, system: RunningSystem) -> None:
    someone, page = opened(surfer, system)
    page.click("#record-send")
    page.wait_for_selector(".govuk-error-summary")
    for field in ("title", "body", "category", "reporter.name"):
        assert page.locator(f"[id='{field}-error']").count() == 1, field
    someone.inspect("recording-faults")
    page.fill("[name=title]", "Lampu jalan di depan sekolah mati")
    page.press("[name=title]", "Tab")
    page.reload()
    page.wait_for_selector("form.record")
    expect(page.locator("[name=title]")).to_have_value("Lampu jalan di depan sekolah mati")
    page.get_by_role("button", name="Mulai dari kosong").click()
    expect(page.locator("[name=title]")).to_have_value("")


def test_what_was_reported_before_is_shown_while_typing(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    cases.published("Saluran air pecah di Jalan Ahmad Yani", "Air meluap ke jalan.")
    _, page = opened(surfer, system)
    page.fill("[name=title]", "Saluran air pecah di Jalan Ahmad Yani")
    expect(page.locator(".desk-beside")).to_contain_text("Saluran air pecah")


def fill(page: Page) -> None:
    """Somebody at the counter."""
    page.select_option("[name=channel]", "walk_in")
    page.fill("[name=title]", "Lampu jalan di depan sekolah mati")
    page.fill("[name=body]", "Sudah seminggu lampu jalan di depan sekolah mati, gelap sekali.")
    page.select_option("[name=category]", "pekerjaan-umum")
    page.fill("[name='reporter.name']", "Sari Uji")
    expect(page.locator("[name='consent_given.how']")).to_have_value("spoken")
    expect(page.locator("[name='consent_given.on']")).not_to_have_value("")


def test_who_calls_is_found_by_their_number_and_reads_that_somebody_looked(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.submitted(reporter={"name": "Sari Uji", "phone": "0812 3456 7099"})
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    page.get_by_role("link", name="Siapa yang menelepon?").click()
    page.wait_for_selector("#contact")
    page.fill("#contact", "0812")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    someone.inspect("callers-fault")
    page.fill("#contact", "+62 812-3456-7099")
    page.keyboard.press("Enter")
    expect(page.locator("#desk")).to_contain_text(receipt["report_id"])
    someone.inspect("callers")
    assert "812" not in page.url
    assert [one["actor"]["role"] for one in cases.own(receipt)["identity_readings"]] == ["coordinator"]
    page.get_by_role("link", name="Catat laporan baru").click()
    expect(page.locator("[name='reporter.phone']")).to_have_value("+62 812-3456-7099")
    page.fill("[name=title]", "")
    page.get_by_role("button", name="Mulai dari kosong").click()


def test_who_cannot_be_told_is_called_with_one_press(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    # In a demo short messages are sent: what cannot be told is a letter to an address that sends it back.
    reporter = {"name": "Sari Uji", "phone": "0812 3456 7055", "email": "bounce+sari@simulator.amazonses.com"}
    receipt = cases.submitted(reporter=reporter)
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    row = page.locator("tr", has_text=receipt["report_id"])
    for _ in range(20):
        someone.go("/petugas?queue=unreached")
        page.wait_for_selector(".queue, .govuk-inset-text")
        if row.count():
            break
        page.wait_for_timeout(500)
    row.get_by_role("button", name="Tampilkan nomor telepon").click()
    expect(row.locator("a[href='tel:081234567055']")).to_be_focused()
    assert len(cases.own(receipt)["identity_readings"]) == 1
    someone.inspect("unreached")
    row.get_by_role("link", name="Catat upaya menghubungi pelapor").click()
    form = page.locator("#do-contact-log form")
    expect(form.locator("[name=how]")).to_have_value("call")
    form.locator("[name=reached]").select_option("true")
    form.locator("[name=text]").fill("Sudah diberi tahu lewat telepon.")
    form.locator(".govuk-button").first.click()
    page.wait_for_selector(".notice")
    someone.go("/petugas?queue=unreached")
    page.wait_for_selector(".queue, .govuk-inset-text")
    assert row.count() == 0


def test_many_from_a_file_are_tried_first_and_their_codes_saved_once(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    page.get_by_role("link", name="Catat laporan").click()
    page.get_by_role("link", name="Catat banyak laporan dari berkas").click()
    page.wait_for_selector("#csv")
    day, head = (
        a_week_ago().date().isoformat(),
        "external_number;channel;received_on;classification;title;body;category",
    )
    head += ";reporter.name;consent_given.how;consent_given.on"
    words = "complaint;Jembatan kayu rusak;Papan jembatan lepas di tengah.;pekerjaan-umum;Siti"
    good = f"{{}};letter;{day};{words};paper;{day}"

    def choose(*rows: str) -> None:
        content = "\r\n".join([head, *rows]).encode()
        page.set_input_files("#csv", {"name": "agenda.csv", "mimeType": "text/csv", "buffer": content})

    choose(good.format("7/A"), good.format("8/A").replace("letter", "merpati"))
    page.get_by_role("button", name="Periksa berkas").click()
    expect(page.locator(".row-faults")).to_contain_text("3")
    someone.inspect("import-faults")
    choose(good.format("7/A"), good.format("8/A"))
    page.get_by_role("button", name="Periksa berkas").click()
    page.get_by_role("button", name="Catat 2 laporan").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Simpan nomor dan kode").click()
    someone.inspect("imported")
    lines = saved.value.path().read_text(encoding="utf-8-sig").splitlines()
    number, report_id, code = (cell.strip('"') for cell in lines[1].split(";"))
    own = cases.own({"report_id": report_id, "access_code": code})
    assert (number, own["external_number"], own["received_on"]) == ("7/A", "7/A", day)
