"""A course that is too long for one answer is shown page by page, where its reader asks for more."""

from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import sign_in
from tests.browser.test_desk_report import page_of
from tests.local.running_system import RunningSystem

LONG = 210


def test_what_is_earlier_comes_on_demand_at_the_desk_and_for_its_reporter(
    surfer: Open, cases: Cases, system: RunningSystem
) -> None:
    receipt = cases.forwarded()
    cases.act("dpupr", receipt, "accept")
    for number in range(LONG):
        cases.act("dpupr", receipt, "progress", text=f"Kabar nomor {number}.")
    own = surfer().track(receipt)
    expect(own.locator("ol.events > li")).to_have_count(200)
    own.click("text=Yang lebih lama")
    expect(own.locator("ol.events > li")).to_have_count(LONG + 4)  # received, verified, forwarded, accepted
    expect(own.locator("button.earlier")).to_be_hidden()
    expect(own.locator("ol.events > li").last).to_contain_text("Laporan")
    page = page_of(sign_in(surfer(), system, "dpupr"), receipt)
    expect(page.locator("ol.events > li")).to_have_count(200)
    page.click("text=Yang lebih lama")
    expect(page.locator("ol.events > li")).to_have_count(LONG + 4)
