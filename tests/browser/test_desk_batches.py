"""Several reports at once: the desk shows an officer what their office could ever do with them, and guesses nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.cases import Cases
from tests.browser.conftest import Open
from tests.browser.deskwork import choose_agency, sign_in
from tests.local.running_system import RunningSystem

FORWARD, MERGE, PUBLISH = "Teruskan", "Gabungkan", "Terbitkan"
BUTTONS = ".batch > .govuk-button-group button"


def test_an_inspectorate_takes_several_reports_over_with_the_one_button_it_has(
    surfer: Open, system: RunningSystem, cases: Cases
) -> None:
    receipts = [cases.submitted(category="politik-hukum") for _ in range(2)]
    for receipt in receipts:
        cases.act("kobar", receipt, "verify", supervisory=True)
    page = sign_in(surfer(), system, "inspektorat", "/petugas?queue=verify&category=politik-hukum")
    for receipt in receipts:
        page.check(f"#choose-{receipt['report_id']}")
    expect(page.locator(BUTTONS)).to_have_text([FORWARD])
    page.locator(BUTTONS).click()
    choose_agency(page, "to", "inspektorat", "Inspektorat")
    page.locator(".batch__form .govuk-button").first.click()
    expect(page.locator(".batch__results .is-done")).to_have_count(2)


@pytest.mark.parametrize(
    ("username", "queue", "buttons"), [("dpupr", "inbox", [FORWARD]), ("kobar", "all", [FORWARD, MERGE, PUBLISH])]
)
def test_an_office_has_the_buttons_it_could_use(
    surfer: Open, system: RunningSystem, cases: Cases, username: str, queue: str, buttons: list[str]
) -> None:
    receipt = cases.forwarded(category="p4gn")
    page = sign_in(surfer(), system, username, f"/petugas?queue={queue}&category=p4gn")
    expect(page.locator(BUTTONS).first).to_be_hidden()
    page.check(f"#choose-{receipt['report_id']}")
    expect(page.locator(BUTTONS)).to_have_text(buttons)
