"""An officer at the desk, in a browser."""

from playwright.sync_api import Page, expect

from infra.local.data_dir import read_private
from tests.browser.surfing import Surfer
from tests.local.running_system import RunningSystem


def fill_in(page: Page, username: str, password: str) -> None:
    """The provider's page; before it, for who comes anew, the one that says what the desk is for."""
    page.wait_for_selector("#sign-in, #username")
    if page.locator("#sign-in").count():
        page.click("#sign-in")
    page.wait_for_selector("#username")
    page.fill("#username", username)
    page.fill("#password", password)
    page.click("button[type=submit]")


def password_of(system: RunningSystem, username: str) -> str:
    """A demo officer's."""
    return str(read_private(system.data_dir / "officer-passwords.json")[username])


def sign_in(someone: Surfer, system: RunningSystem, username: str, address: str = "/petugas") -> Page:
    """Open an address of the desk as somebody who is not signed in yet."""
    page = someone.go(address)
    fill_in(page, username, password_of(system, username))
    shown(page)
    return page


def shown(page: Page) -> None:
    """Wait until a page of the desk stands."""
    page.wait_for_selector("#desk h1")


def open_report(page: Page, report_id: str) -> None:
    """By its number, in the field for it."""
    if page.locator(".desk-menu[aria-expanded=false]").is_visible():
        page.click(".desk-menu")
    page.fill("#find", report_id)
    page.press("#find", "Enter")
    expect(page.locator("#desk")).to_contain_text(report_id)
    page.wait_for_selector(".desk-columns")


def start(page: Page, command: str) -> None:
    """Open a command's form."""
    page.click(f"#do-{command} > summary")
    page.wait_for_selector(f"#do-{command} form")


def send(page: Page, command: str, *, sure: bool = False) -> None:
    """Send it, and wait for the notice."""
    button = page.locator(f"#do-{command} form > .govuk-button-group .govuk-button").first
    page.evaluate("document.querySelectorAll('.notice').forEach(one => one.remove())")  # an earlier command's
    button.click()
    if sure:
        button.click()
    page.wait_for_selector(".notice")


def choose_agency(page: Page, field: str, words: str, name: str) -> None:
    """Search the tree, and choose by name."""
    picker = page.locator(f".picker:has(input[name={field}])").first
    picker.locator("input[type=search]").fill(words)
    picker.get_by_label(name).first.check()
