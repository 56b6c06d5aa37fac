"""The desk itself: signing in and out, what each office sees, every page by axe at both sizes."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from infra.local.data_dir import read_private
from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import fill_in, shown, sign_in
from tests.local.running_system import RunningSystem, wait_until

SIZES = [(width, language) for width in (320, 1200) for language in ("id", "en")]
PAGES = ("agencies", "officers", "standards", "wordings", "calendar")
TOKENS = "lapor-desk-tokens"


def test_a_letters_link_survives_signing_in(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")
    expect(page.locator("#desk")).to_contain_text(receipt["report_id"])
    page.reload()
    shown(page)
    expect(page.locator("#desk")).to_contain_text(receipt["report_id"])


def test_a_token_is_renewed_without_asking_and_signing_out_ends_it(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(surfer(), system, "dpupr")
    old = json.loads(page.evaluate(f"sessionStorage.getItem('{TOKENS}')"))
    page.evaluate(f"sessionStorage.setItem('{TOKENS}', JSON.stringify({json.dumps({**old, 'until': 0})}))")
    page.click("text=Ditangani >> nth=0")
    page.wait_for_selector(".desk-queue")
    new = json.loads(page.evaluate(f"sessionStorage.getItem('{TOKENS}')"))
    assert new["until"] > 0
    page.click(".desk-me summary")
    page.click("text=Keluar")
    page.wait_for_selector("#sign-in")
    assert page.evaluate(f"sessionStorage.getItem('{TOKENS}')") is None


def test_a_disabled_officer_is_told_kindly_and_one_invited_signs_in(surfer: Open, system: RunningSystem) -> None:
    nation = sign_in(surfer(), system, "kobar", "/petugas?page=officers")
    nation.get_by_role("button", name="Tambah", exact=True).click()
    nation.fill("#row-username", "dinsos.baru")
    nation.fill("#row-email", "dinsos.baru@petugas.example")
    nation.select_option("#row-role", "liaison")
    picker = nation.locator(".picker")
    picker.locator("input[type=search]").fill("dinas sosial")
    picker.get_by_label(re.compile("Dinas Sosial")).first.check()
    nation.get_by_role("button", name="Simpan", exact=True).click()
    expect(nation.locator(".govuk-inset-text")).to_contain_text("dinsos.baru")

    def password() -> str | None:
        mails = system.ask("GET", "/_local/mail?to=dinsos.baru@petugas.example").json
        found = (re.search(r"Kata sandi sementara: (\S+)", mail["text"]) for mail in mails["items"])
        return next((one.group(1) for one in found if one), None)

    wait_until(lambda: password() is not None, 30)
    page = surfer().go("/petugas")
    fill_in(page, "dinsos.baru", password() or "")
    page.wait_for_selector("#new_password")
    page.fill("#new_password", "Sandi-Baru-2026!")
    page.fill("#confirm_password", "Sandi-Baru-2026!")
    page.click("button[type=submit]")
    shown(page)
    expect(page.locator("h1")).to_have_text("Dinas Sosial")

    row = nation.locator("tr", has_text="dinsos.baru")
    row.locator("text=Ubah").click()
    nation.check("#check-disabled")
    nation.get_by_role("button", name="Simpan", exact=True).click()
    expect(nation.locator("tr", has_text="dinsos.baru")).to_contain_text("Nonaktif")
    page.reload()
    expect(page.locator("h1")).to_have_text("Akun Anda tidak aktif di LAPOR!")


@pytest.mark.timeout(400)
def test_the_nation_adds_a_holiday_and_deadlines_move_on_the_page(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipt = cases.forwarded()
    before = cases.own(receipt)["deadline"]["due_at"][:10]
    day = date.fromisoformat(before)
    nation = surfer()
    page = sign_in(nation, system, "nasional", "/petugas?page=calendar")
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.fill("#row-date", day.isoformat())
    page.select_option("#row-kind", "national")
    page.fill("#row-name_id", "Hari Uji Coba")
    page.fill("#row-name_en", "Test Day")
    page.fill("#row-decree", "Keppres 99/2026")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("table")).to_contain_text("Hari Uji Coba")
    for address in ("?page=categories", "?page=agencies", ""):
        page.goto(f"/petugas{address}")
        shown(page)
        nation.inspect(f"meja-nasional-{address.rpartition('=')[2] or 'ringkasan'}-1200")
    page.goto("/petugas?page=calendar")
    shown(page)
    system.ask("POST", "/_local/sweep", {"now": system_now()})

    def moved() -> bool:
        return bool(cases.own(receipt)["deadline"]["due_at"][:10] > before)

    wait_until(moved, 90)
    officer = sign_in(surfer(), system, "dpupr", f"/petugas#{receipt['report_id']}")

    def explained() -> bool:
        officer.reload()
        officer.wait_for_selector(".desk-columns")
        return "Hari Uji Coba" in (officer.locator(".days").text_content() or "")

    wait_until(explained, 90)  # each process keeps the calendar for a minute
    assert day + timedelta(days=1) <= date.fromisoformat(cases.own(receipt)["deadline"]["due_at"][:10])


def system_now() -> str:
    """An instant a minute ahead, so that whatever is due now is."""
    return (datetime.now(UTC) + timedelta(minutes=1)).isoformat()


@pytest.mark.parametrize(("width", "language"), SIZES)
def test_every_page_of_the_desk(surfer: Open, system: RunningSystem, cases: Cases, width: int, language: str) -> None:
    receipt = cases.submitted()
    cases.answered()
    home = "/en" if language == "en" else ""
    someone = surfer(width=width)
    page = sign_in(someone, system, "kobar", f"{home}/petugas")
    someone.inspect(f"meja-ringkasan-{language}-{width}")
    for queue in ("verify", "late", "all"):
        page.goto(f"{home}/petugas?queue={queue}")
        page.wait_for_selector(".desk-queue table, .desk-queue .govuk-inset-text")
        someone.inspect(f"meja-antrean-{queue}-{language}-{width}")
    page.goto(f"{home}/petugas?queue=verify#{receipt['report_id']}")
    page.wait_for_selector(".desk-columns")
    for command in ("verify", "forward", "archive", "join", "request-data", "note"):
        page.click(f"#do-{command} > summary")
    someone.inspect(f"meja-laporan-{language}-{width}")
    for name in PAGES:
        page.goto(f"{home}/petugas?page={name}")
        page.wait_for_selector(f".desk-{name} h1")
        someone.inspect(f"meja-{name}-{language}-{width}")
        if add := page.query_selector(f".desk-{name} > .govuk-button"):
            add.click()
            page.wait_for_selector(".batch__form")
            someone.inspect(f"meja-{name}-tambah-{language}-{width}")


def test_a_page_asks_the_api_twice_at_most(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.submitted()
    someone = surfer()
    page = sign_in(someone, system, "kobar")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    addresses = ["", "?queue=verify", f"?queue=all#{receipt['report_id']}", *(f"?page={name}" for name in PAGES)]
    for address in addresses:
        page.goto("about:blank")
        asked.clear()
        page.goto(f"/petugas{address}")
        shown(page)
        page.wait_for_load_state("networkidle")
        # What tells the same is asked for once the page stands, and holds nothing up.
        assert len([one for one in asked if not one.endswith("/duplicates")]) <= 2, (address, asked)


def test_the_desk_works_by_keyboard_alone(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = surfer().go(f"/petugas#{receipt['report_id']}")
    expect(page.locator("#sign-in")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_selector("#username")
    page.keyboard.type("dpupr")
    page.keyboard.press("Tab")
    page.keyboard.type(read_private(system.data_dir / "officer-passwords.json")["dpupr"])
    page.keyboard.press("Enter")
    page.wait_for_selector(".desk-columns")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#do-accept') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#do-accept form")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice")
    assert cases.own(receipt)["state"] == "in_progress"


def test_on_paper_every_column_keeps_its_head(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    cases.forwarded()
    page = sign_in(surfer(), system, "kobar")
    for address, first in (
        ("/petugas", "Unit"),
        ("/petugas?page=agencies", "Nama"),
        ("/petugas?queue=all", "Laporan"),
    ):
        page.goto(address)
        page.emulate_media(media="print")
        expect(page.locator(".queue thead th:visible").first).to_have_text(first)
        heads, cells = (
            page.locator(f".queue {row} > :is(td, th):visible") for row in ("thead tr", "tbody tr:first-child")
        )
        assert [left_edge(one) for one in heads.all()] == [left_edge(one) for one in cells.all()], address
        page.emulate_media(media="screen")


def left_edge(cell: Locator) -> float:
    """Where it begins."""
    found = cell.bounding_box()
    assert found
    return found["x"]


LINES = """cell => {
  const all = document.createRange();
  all.selectNodeContents(cell);
  return all.getClientRects().length;
}"""


def test_bad_rows_are_told_by_line_on_a_telephone_too(surfer: Open, system: RunningSystem) -> None:
    rows = [f"kab.6201.impor{number};Unit {number};DINAS;kab.6201;Asia/Jakarta" for number in range(12)]
    rows[9] = "kab.6201.impor9;;DINAS;kab.6201.tidak-ada;Waktu/Sendiri"
    content = "\r\n".join(["id;name;kind;parent;timezone", *rows]).encode()
    for width in (320, 1200):
        someone = surfer(width=width)
        page = sign_in(someone, system, "kobar", "/petugas?page=agencies")
        page.click("text=Impor dari CSV")
        page.set_input_files("#csv", {"name": "unit.csv", "mimeType": "text/csv", "buffer": content})
        page.click("text=Periksa berkas")
        expect(page.locator(".row-faults tbody th")).to_have_text(["11", "11", "11"])
        expect(page.locator(".row-faults td:nth-child(2)")).to_have_text(["timezone", "name", "parent"])
        lines = page.locator(".row-faults tbody th").first.evaluate(LINES)
        assert lines == 1, "11 is not 1 and 1"
        someone.inspect(f"meja-impor-salah-{width}")
