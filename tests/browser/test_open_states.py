"""What is not there at first: the open menu, the page before the sign-in, paper, and letters of another shape."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import sign_in
from tests.browser.surfing import Surfer
from tests.local.running_system import RunningSystem

# Lines as low as no font makes them, and letters as wide as some do.
LOW = "* { line-height: 1 !important; letter-spacing: 0 !important; }"
WIDE = "* { font-family: 'DejaVu Sans', sans-serif !important; letter-spacing: .06em !important; }"
PAGES = ("/", "/lapor", "/lacak", "/laporan", "/lupa", "/bantuan", "/petugas", "/luring", "/en/", "/tidak-ada")


@pytest.mark.in_each_font
@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_account_menu_is_readable(surfer: Open, system: RunningSystem, width: int) -> None:
    someone = surfer(width=width)
    page = sign_in(someone, system, "kobar")
    page.click(".desk-me summary")
    expect(page.locator(".desk-me li a").first).to_be_visible()
    someone.inspect(f"meja-menu-akun-{width}")


@pytest.mark.in_each_font
def test_on_a_telephone_the_queues_open_at_a_press_and_the_first_report_is_on_the_first_screen(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    cases.submitted()
    someone = surfer(width=360)
    page = sign_in(someone, system, "kobar", "/petugas?queue=verify")
    first = page.locator(".queue tbody a").first
    expect(first).to_be_visible()
    place = first.bounding_box()
    assert place
    assert place["y"] + place["height"] < 640
    expect(page.locator("#desk-queues a").first).to_be_hidden()
    page.click(".desk-menu")
    someone.inspect("meja-menu-360")
    page.click("#desk-queues a >> text=Semua")
    expect(page.locator("#desk h1")).to_have_text("Semua")
    expect(page.locator("#desk-queues a").first).to_be_hidden()


@pytest.mark.in_each_font
@pytest.mark.parametrize(("width", "language"), [(360, ""), (1280, "/en")])
def test_before_the_sign_in_stands_what_the_desk_is_for(surfer: Open, width: int, language: str) -> None:
    someone = surfer(width=width)
    page = someone.go(f"{language}/petugas")
    expect(page.locator("#sign-in")).to_be_focused()
    expect(page.locator(f"#desk a[href='{language}/']")).to_be_visible()
    someone.inspect(f"meja-sebelum-masuk-{width}")
    page.click("#sign-in")
    page.wait_for_selector("#username")
    someone.inspect(f"masuk-{width}")


@pytest.mark.parametrize(
    ("who", "name", "wanted"),
    [
        ("kobar", "agencies", ["Kode", "Nama", "Di bawah"]),
        ("kobar", "officers", ["Nama pengguna", "Email", "Instansi"]),
        ("kobar", "standards", ["Instansi", "Lama (hari)", "Berlaku mulai"]),
        ("kobar", "wordings", ["Instansi", "Judul", "Kalimat"]),
        ("nasional", "categories", ["Kode", "Nama (Indonesia)", "Nama (Inggris)"]),
        ("nasional", "calendar", ["Tanggal", "Nama (Indonesia)", "Dasar hukum"]),
    ],
)
def test_administration_tells_every_fault_at_once_by_the_names_on_the_screen(
    surfer: Open, system: RunningSystem, who: str, name: str, wanted: list[str]
) -> None:
    someone = surfer(width=360)
    page = sign_in(someone, system, who, f"/petugas?page={name}")
    page.click(f".desk-{name} > .govuk-button")
    page.click(".batch__form > .govuk-button-group .govuk-button >> nth=0")
    told = page.locator(".govuk-error-summary li")
    expect(told.first).to_be_visible()
    assert [one.partition(":")[0] for one in told.all_inner_texts()] == wanted
    assert told.all_inner_texts() == page.locator(".govuk-error-message").evaluate_all(
        "all => all.map(one => one.lastChild.textContent)"
    )
    someone.inspect(f"meja-{name}-galat-360")


def test_the_desk_keeps_its_margins_at_every_width(surfer: Open, system: RunningSystem) -> None:
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    for width in (641, 1055, 1057, 1100, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 900})
        place = page.locator("#main-content").bounding_box()
        assert place
        left, right = place["x"], width - place["x"] - place["width"]
        assert left == pytest.approx(right, abs=1)
        assert left >= 15, width


@pytest.mark.in_each_font
def test_a_thumb_meets_all_that_a_report_has_to_press(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    """With every step opened: the reporter's page, and the officer's."""
    receipt = cases.answered()
    someone = surfer(width=360)
    page = someone.track(receipt)
    open_all(page, "#own summary")
    assert someone.small() == []
    page = sign_in(someone, system, "dpupr", f"/petugas#{receipt['report_id']}")
    page.wait_for_selector(".desk-columns")
    open_all(page, "#desk summary")
    assert someone.small() == []


def open_all(page: Page, summaries: str) -> None:
    """Open everything that opens."""
    for summary in page.locator(summaries).all():
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()


def test_who_asks_for_nobody_is_told_at_the_field_what_to_give(surfer: Open, system: RunningSystem) -> None:
    someone = surfer(width=360)
    page = sign_in(someone, system, "kobar", "/petugas?page=callers")
    for typed, told in (("", "Nomor telepon atau email: Isi"), ("0812", "Nomor telepon atau email: ")):
        page.fill("#contact", typed)
        page.keyboard.press("Enter")
        expect(page.locator(".govuk-form-group .govuk-error-message")).to_contain_text(told)
        expect(page.locator(".govuk-error-message")).to_have_count(1)
        someone.inspect(f"meja-penelepon-galat-{len(typed)}-360")


def test_on_paper_a_report_is_without_what_can_only_be_pressed(surfer: Open, cases: Cases) -> None:
    someone = surfer()
    page = someone.track(cases.answered())
    expect(page.locator("#solved")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#solved")).to_be_hidden()
    expect(page.locator(".choice").first).to_be_hidden()
    expect(page.locator("#answer")).to_be_visible()


def test_on_paper_a_link_shows_its_whole_address(surfer: Open) -> None:
    someone = surfer()
    page = someone.go("/bantuan")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    leading_out = "main a.govuk-link:not([href^='#'])"
    shown = page.evaluate(f"getComputedStyle(document.querySelector(`{leading_out}`), '::after').content")
    assert someone.origin in shown


@pytest.mark.parametrize("style", [LOW, WIDE], ids=["low", "wide"])
def test_no_target_hangs_on_the_font(browser: Browser, system: RunningSystem, style: str) -> None:
    """Telephones have Noto, this machine DejaVu: whatever is installed, what is pressed is large enough and fits."""
    context = browser.new_context(
        viewport={"width": 320, "height": 900}, base_url=f"http://127.0.0.1:{system.port}", bypass_csp=True
    )
    someone = Surfer(context, system.port)
    for path in PAGES:
        page = someone.go(path)
        page.wait_for_load_state("networkidle")
        page.add_style_tag(content=style)
        small = [one for one in someone.violations() if one.startswith("target-size")]
        assert (path, small, someone.overflow()) == (path, [], [])
    context.close()
