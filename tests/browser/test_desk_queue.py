"""Queues at the desk: the address holds what is asked for, empty ones say so, and a session outlives its token."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page, Request, Route, expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import fill_in, open_report, password_of, send, sign_in, start
from tests.local.running_system import RunningSystem

TOKENS = "lapor-desk-tokens"
TABLE = ".desk-queue table"


def tokens(page: Page) -> Any:
    """What the tab keeps of the session."""
    return json.loads(page.evaluate(f"sessionStorage.getItem('{TOKENS}')"))


def refused_once(times: list[str]) -> Callable[[Route], None]:
    """The API says 401 to the first question, as to a token that was withdrawn, and answers the next ones itself."""

    def answer(route: Route) -> None:
        times.append(route.request.headers["authorization"])
        if len(times) > 1:
            return route.continue_()
        error = {"error": {"code": "unauthenticated", "message": "Masuk dulu.", "fields": []}}
        return route.fulfill(status=401, json=error)

    return answer


def test_filters_are_in_the_address_and_the_way_back_knows_them(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    wanted = cases.submitted(category="kesehatan")["report_id"]
    other = cases.submitted(category="perhubungan")["report_id"]
    page = sign_in(surfer(), system, "kobar", "/petugas?queue=verify")
    page.wait_for_selector(TABLE)
    page.select_option("#filter-category", "kesehatan")
    page.select_option("#filter-order", "calm")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.locator(TABLE)).not_to_contain_text(other)
    expect(page.locator(TABLE)).to_contain_text(wanted)
    expect(page).to_have_url(re.compile("category=kesehatan"))
    expect(page).to_have_url(re.compile("order=calm"))

    page.reload()
    expect(page.locator(TABLE)).to_contain_text(wanted)
    expect(page.locator("#filter-category")).to_have_value("kesehatan")
    page.click(f"a[href$='#{wanted}']")
    page.wait_for_selector(".desk-columns")
    page.go_back()
    expect(page.locator(TABLE)).to_contain_text(wanted)
    page.go_back()
    expect(page.locator(TABLE)).to_contain_text(other)
    expect(page.locator("#filter-category")).to_have_value("")


def test_an_empty_queue_says_that_nothing_waits(surfer: Open, system: RunningSystem) -> None:
    someone = surfer(width=320)
    page = sign_in(someone, system, "kotim", "/petugas?queue=verify")
    expect(page.locator(".govuk-inset-text")).to_have_text("Tidak ada laporan yang menunggu verifikasi.")
    someone.inspect("meja-antrean-kosong-320")


def test_all_of_a_page_are_chosen_at_once_and_a_refusal_says_why(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    category = "ekonomi"
    ready, bare = cases.published(category=category), cases.submitted(category=category)
    cases.act("kobar", ready, "unpublish", text="Ditinjau lagi.")
    someone = surfer(width=390)
    page = sign_in(someone, system, "kobar", f"/petugas?queue=all&category={category}")
    expect(page.locator(".batch")).to_contain_text("Centang laporan")
    page.check("#choose-all")
    expect(page.locator(".batch [role=status]").first).to_have_text("2 laporan dipilih")
    opener = page.locator(".batch").get_by_role("button", name="Terbitkan", exact=True)
    opener.click()
    expect(page.locator(".batch__form :focus")).to_have_count(1)
    page.get_by_role("button", name="Batal", exact=True).click()
    expect(opener).to_be_focused()
    opener.click()
    page.locator(".batch__form .govuk-button").first.click()
    expect(page.locator(".batch__results .is-done")).to_contain_text(ready["report_id"])
    refused = page.locator(".batch__results .is-refused")
    expect(refused).to_contain_text(bare["report_id"])
    expect(refused).to_contain_text("belum memiliki kalimat publik")
    someone.inspect("meja-beberapa-390")
    assert system.ask("GET", f"/api/reports/{ready['report_id']}").status == 200
    assert system.ask("GET", f"/api/reports/{bare['report_id']}").status == 404


def test_a_line_that_breaks_says_what_was_not_sent(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    numbers = [cases.submitted(category="energi")["report_id"] for _ in range(3)]
    page = sign_in(surfer(), system, "kobar", "/petugas?queue=verify&category=energi")
    for number in numbers:
        page.check(f"#choose-{number}")
    page.route("**/api/officer/reports/*/publish", lambda route: route.abort())
    page.locator(".batch").get_by_role("button", name="Terbitkan", exact=True).click()
    page.locator(".batch__form .govuk-button").first.click()
    expect(page.locator(".batch__results li")).to_have_count(1)
    expect(page.locator(".batch__results .is-refused")).to_contain_text("Tidak ada sambungan")
    expect(page.locator(".batch")).to_contain_text("Selesai: 0 berhasil, 1 ditolak. 2 laporan lain belum dikirim.")


def test_a_401_is_answered_by_one_silent_refresh(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    receipt = cases.forwarded()
    page = sign_in(surfer(), system, "dpupr")
    page.wait_for_selector(".desk-summary")
    before = tokens(page)["bearer"]
    asked: list[str] = []
    renewals: list[Request] = []
    page.on("request", lambda request: renewals.append(request) if "/oauth2/token" in request.url else None)
    page.route("**/api/officer/reports/*", refused_once(asked))
    open_report(page, receipt["report_id"])
    assert asked[0] == f"Bearer {before}"
    assert asked[1] == f"Bearer {tokens(page)['bearer']}" != asked[0]
    assert len(renewals) == 1


def test_a_401_to_a_csv_is_answered_by_a_refresh_as_well(surfer: Open, system: RunningSystem, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("id;name;kind;parent\nkab.6201.uji;Dinas Uji;DINAS;kab.6201\n", encoding="utf-8")
    page = sign_in(surfer(accept_downloads=True), system, "kobar", "/petugas?page=agencies")
    asked: list[str] = []
    page.route("**/api/officer/agencies/import?*", refused_once(asked))
    page.click("text=Impor dari CSV")
    page.set_input_files("#csv", rows)
    page.get_by_role("button", name="Periksa berkas", exact=True).click()
    page.get_by_text("1 baris: 1 baru").wait_for()
    assert len(set(asked)) == len(asked) == 2
    page.goto("/petugas?queue=all")
    asked.clear()
    page.route("**/api/officer/reports.csv?*", refused_once(asked))
    with page.expect_download():
        page.get_by_role("button", name="Unduh CSV", exact=True).click()
    assert len(set(asked)) == len(asked) == 2


def test_a_session_that_cannot_be_renewed_asks_to_sign_in(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(surfer(), system, "dpupr")
    spoilt = json.dumps({**tokens(page), "until": 0, "refresh": "bukan-token"})
    page.evaluate(f"sessionStorage.setItem('{TOKENS}', {json.dumps(spoilt)})")
    page.goto("/petugas?queue=inbox")
    page.wait_for_selector("#username")


def test_a_renewal_that_nobody_answers_signs_nobody_out(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(surfer(), system, "dpupr")
    late = json.dumps({**tokens(page), "until": 0})
    page.evaluate(f"sessionStorage.setItem('{TOKENS}', {json.dumps(late)})")
    page.route("**/oauth2/token", lambda route: route.fulfill(status=503, body='{"error":"temporarily_unavailable"}'))
    page.goto("/petugas?queue=inbox")
    expect(page.locator("#desk")).to_contain_text("Tidak ada sambungan")
    assert tokens(page)["refresh"] == json.loads(late)["refresh"]
    page.unroute("**/oauth2/token")
    page.get_by_role("button", name="Coba lagi").click()
    page.wait_for_selector(".desk-queue")


def test_a_refresh_token_is_worth_nothing_after_signing_out(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(surfer(), system, "dpupr")
    told = system.ask("GET", "/petugas/sign-in.json").json
    refresh = tokens(page)["refresh"]
    form = urlencode({"grant_type": "refresh_token", "client_id": told["client_id"], "refresh_token": refresh})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert system.ask("POST", told["token"], headers=kind, raw=form.encode()).status == 200
    page.click(".desk-me summary")
    page.get_by_role("button", name="Keluar", exact=True).click()
    page.wait_for_selector("#sign-in")
    assert system.ask("POST", told["token"], headers=kind, raw=form.encode()).status == 400


def test_a_long_queue_is_paged_by_its_address(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    made = {cases.submitted(category="agama")["report_id"] for _ in range(27)}
    page = sign_in(surfer(), system, "kobar", "/petugas?queue=verify&category=agama")
    first = set(
        page.locator(".queue tbody tr").evaluate_all("rows => rows.map(row => row.innerText.match(/LP-\\S+/)[0])")
    )
    assert len(first) == 25
    page.click("text=Halaman berikutnya")
    expect(page.locator(".queue tbody tr")).to_have_count(2)
    rest = set(
        page.locator(".queue tbody tr").evaluate_all("rows => rows.map(row => row.innerText.match(/LP-\\S+/)[0])")
    )
    assert first | rest == made
    expect(page).to_have_url(re.compile("cursor="))
    page.go_back()
    expect(page.locator(".queue tbody tr")).to_have_count(25)
    page.go_forward()
    page.click("text=Kembali ke awal")
    expect(page.locator(".queue tbody tr")).to_have_count(25)


def test_a_csv_of_several_pages_has_every_report_once(surfer: Open, system: RunningSystem, cases: Cases) -> None:
    made = {cases.submitted(category="perairan")["report_id"] for _ in range(5)}
    page = sign_in(surfer(accept_downloads=True), system, "kobar", "/petugas?queue=verify&category=perairan")
    pages: list[str] = []

    def by_twos(route: Route) -> None:
        pages.append(route.request.url)
        route.continue_(url=route.request.url.replace("limit=1000", "limit=2"))

    page.route("**/api/officer/reports.csv?*", by_twos)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh CSV", exact=True).click()
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert written.startswith("\ufeffNomor laporan,")
    assert written.count("\ufeff") == written.count("Nomor laporan") == 1
    numbers = [row["\ufeffNomor laporan"] for row in csv.DictReader(written.splitlines())]
    assert len(pages) == 3
    assert sorted(numbers) == sorted(made)
    expect(page.get_by_text("Berkas sudah diunduh.")).to_be_visible()


def test_on_a_telephone_the_first_report_comes_before_the_filters(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    report_id = cases.forwarded()["report_id"]
    page = sign_in(surfer(width=320), system, "dpupr", "/petugas?queue=inbox")
    expect(page.locator(f"#choose-{report_id}")).to_be_attached()
    expect(page.locator("#filter-state")).to_be_hidden()
    expect(page.locator("#desk-nav")).not_to_contain_text("Verifikasi")
    page.click("text=Saring dan urutkan")
    page.select_option("#filter-state", "forwarded")
    page.get_by_role("button", name="Saring", exact=True).click()
    expect(page.locator("#filter-state")).to_have_value("forwarded")
    expect(page.locator("#filter-state")).to_be_visible()


def test_who_works_through_a_queue_goes_on_without_the_way_back(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    for _ in range(2):
        cases.submitted(category="tik")
    page = sign_in(surfer(), system, "kobar", "/petugas?queue=verify&category=tik")
    page.wait_for_selector(f"{TABLE} tbody tr:nth-child(2)")
    numbers = [str(box.get_attribute("id")).removeprefix("choose-") for box in page.locator("tbody input").all()]
    onward = page.get_by_role("link", name="Laporan berikutnya")
    said = page.locator("#desk p.quiet").first
    page.click(f"a[href$='#{numbers[0]}']")
    expect(said).to_contain_text(numbers[0])
    start(page, "note")
    page.fill("#note-text", "Sudah saya cek di peta.")
    send(page, "note")
    page.locator(".notice").get_by_role("link", name="Laporan berikutnya").click()
    expect(said).to_contain_text(numbers[1])
    for number in numbers[2:]:
        onward.click()
        expect(said).to_contain_text(number)
    expect(page.get_by_role("link", name="Kembali ke daftar")).to_be_visible()
    expect(onward).to_have_count(0)
    page.go_back()
    expect(said).to_contain_text(numbers[-2])
    expect(onward).to_be_visible()
    page.goto(page.url.replace("queue=verify", "queue=all"))
    expect(page.locator(".desk-columns")).to_be_visible()
    expect(onward).to_have_count(0)
    page.go_back()
    expect(onward).to_be_visible()
    page.evaluate(f"sessionStorage.removeItem('{TOKENS}')")
    page.reload()
    fill_in(page, "kobar-sekda", password_of(system, "kobar-sekda"))
    expect(page.locator(".desk-columns")).to_be_visible()
    expect(onward).to_have_count(0)
