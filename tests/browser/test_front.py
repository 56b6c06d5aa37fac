"""The front page: the two ways in, what goes on, and the way back to a report that was begun."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.local.running_system import wait_until


@pytest.mark.parametrize(("width", "language"), [(360, ""), (1280, "/en")])
def test_who_comes_sees_the_two_ways_in_and_what_was_published(
    surfer: Open, cases: Cases, width: int, language: str
) -> None:
    published = cases.published(title="Lampu jalan mati di Kumai")
    someone = surfer(width=width)
    page = someone.go(f"{language}/")
    latest = page.locator("#latest a").first
    expect(latest).to_have_text("Lampu jalan mati di Kumai")
    expect(latest).to_have_attribute("href", f"{language}/laporan?id={published['report_id']}")
    for number in ("112", "110", "113", "119"):
        assert page.locator(f"main a[href='tel:{number}']").is_visible()
    assert page.locator(".front-steps li").count() == 4
    someone.inspect(f"depan-{width}{language.replace('/', '-')}")
    for way in ("lapor", "lacak"):
        page.click(f".front-way[href='{language}/{way}']")
        expect(page).to_have_url(re.compile(f"{language}/{way}$"))
        page.go_back()


def test_the_month_is_told_in_three_figures(surfer: Open, cases: Cases) -> None:
    cases.answered()
    wait_until(lambda: cases.system.ask("GET", "/api/figures").json["answered"] >= 1, 30)
    before = cases.system.ask("GET", "/api/figures").json
    page = surfer(width=1280).go("/")
    figures = page.locator("#figures dd")
    expect(figures).to_have_count(3)
    after = cases.system.ask("GET", "/api/figures").json  # what others did here may still be counted meanwhile
    in_time, answered = map(int, figures.nth(1).inner_text().split(" dari "))
    assert before["answered_in_time"] <= in_time <= after["answered_in_time"]
    assert before["answered"] <= answered <= after["answered"]
    assert figures.nth(2).inner_text() == "hari itu juga"


def test_a_draft_is_found_from_where_the_form_stood_once(surfer: Open) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    someone.fill_to("lokasi", title="Jembatan gantung putus")
    expect(page.locator("#draft")).to_contain_text("tersimpan")
    someone.go("/")
    expect(page.locator("#kept-draft")).to_contain_text("“Jembatan gantung putus”, disimpan ")
    someone.inspect("depan-konsep-360")
    page.click("#kept-draft a")
    expect(page).to_have_url(re.compile("/lapor$"))
    expect(page.locator("#title")).to_have_value("Jembatan gantung putus")


@pytest.mark.parametrize("address", ["/", "/lacak", "/laporan", "/bantuan", "/lupa", "/en/bantuan", "/tidak-ada"])
def test_a_draft_is_named_dated_and_thrown_away_from_every_page(surfer: Open, address: str) -> None:
    someone = surfer(width=360)
    page = someone.go("/lapor")
    someone.fill_to("lokasi", title="Jembatan gantung putus")
    expect(page.locator("#draft")).to_contain_text("tersimpan")
    someone.go(address)
    told = page.locator("#kept-draft")
    expect(told).to_contain_text(re.compile("“Jembatan gantung putus”, (disimpan|kept) .*20[0-9][0-9] (pukul|at) "))
    told.locator("button").click()
    someone.inspect(f"konsep-dibuang{address.replace('/', '-')}")
    told.locator("button").last.click()
    expect(told.locator("a")).to_be_visible()
    told.locator("button").click()
    told.locator("button").first.click()
    expect(told).to_contain_text(re.compile("dihapus|deleted|erased"))
    someone.go("/lapor")
    expect(page.locator("#body")).to_have_value("")
    expect(page.locator("#notices")).not_to_contain_text("Jembatan gantung")


def test_without_script_both_ways_are_open(surfer: Open) -> None:
    someone = surfer(width=360, java_script_enabled=False)
    page = someone.go("/")
    someone.follow(".front-way--first")
    assert page.locator("form#report #title").is_visible()
    someone.go("/")
    someone.follow("main a[href='/laporan']")
    expect(page.locator("h1")).to_have_text("Laporan publik")
