"""A person at a browser: what they do, and what must never happen to them."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Error, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "tests" / "browser" / "pictures"
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What a browser writes to its console when an answer is no 2xx, or when there is no line: told to the person otherwise.
EXPECTED = re.compile(r"Failed to load resource|net::ERR_INTERNET_DISCONNECTED|blocked by Playwright")
STEPS = ("kejadian", "lokasi", "topik", "instansi", "pelapor", "periksa")

SMALL = """() => [...document.querySelectorAll('a, button, select, summary, textarea, input:not([type=hidden])')]
  .filter(one => one.offsetParent && !one.matches('.govuk-skip-link, .govuk-visually-hidden'))
  .filter(one => ![...one.parentElement.childNodes].some(near => near.nodeType === 3 && near.data.trim()))
  .filter(one => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24)
  .map(one => `${one.tagName} ${one.id} “${one.textContent.trim()}” ${one.getBoundingClientRect().height} px`)"""


class Surfer:
    """One browser window, and everything that went wrong in it."""

    def __init__(self, context: BrowserContext, port: int) -> None:
        self.context = context
        self.origin = f"http://127.0.0.1:{port}"
        self.troubles: list[str] = []
        self.answers: list[str] = []
        context.on("request", self._watch)
        context.on("response", self._note)
        context.on("console", self._listen)
        context.on("dialog", self._dialog)
        context.on("weberror", lambda error: self.troubles.append(f"error: {error.error}"))
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "blob:", "data:")):
            self.troubles.append(f"a request to somebody else: {request.url}")

    def _note(self, response: Response) -> None:
        if "/api/" in response.url:
            self.answers.append(f"{response.status} {response.request.method} {response.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not EXPECTED.search(message.text):
            self.troubles.append(f"{message.type} in the console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self.troubles.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path: str) -> Page:
        """Open an address of the site, even when only its fragment differs from the present one."""
        if self.page.url.split("#")[0] == f"{self.origin}{path.split('#')[0]}":
            self.page.goto("about:blank")
        self.page.goto(path)
        return self.page

    def follow(self, selector: str) -> None:
        """Press what leads to another page, and wait until that one stands: a click alone returns before it does."""
        with self.page.expect_navigation():
            self.page.click(selector)

    def next(self) -> None:
        """Press the form's button."""
        self.page.click("#go")

    def fill_to(self, last: str, **answers: Any) -> None:
        """Answer the steps up to that one, which is then shown; from the first one on."""
        given = {
            "title": "Lampu jalan mati di Jalan Malijo",
            "body": "Sudah tiga minggu lampu jalan mati dan banyak yang terjatuh.",
            "email": "sari@warga.example",
        } | answers
        page = self.page
        for step in STEPS[: STEPS.index(last) + 1]:
            self.at(step)
            if step == last:
                return
            if step == "kejadian":
                page.fill("#body", given["body"])
                page.fill("#title", given["title"])
                page.check("#classification")
            elif step == "topik":
                self.choose_topic("pekerjaan-umum")
            elif step == "pelapor":
                page.fill("[id='reporter.email']", given["email"])
            self.next()

    def choose_topic(self, category: str) -> None:
        """Choose a category out of all of them, whatever is proposed."""
        page = self.page
        page.wait_for_selector("#topics[aria-busy=false]", state="attached")
        if page.locator("#topic-other").count():
            page.check("#topic-other")
        page.select_option("#category", category)

    def at(self, step: str) -> None:
        """Wait until that step is the one shown."""
        self.page.wait_for_selector(f"#{step}.step--shown")

    def receipt(self) -> dict[str, str]:
        """Number and code on the receipt."""
        self.page.wait_for_selector("#after #number")
        return {"report_id": self.page.inner_text("#number"), "access_code": self.page.inner_text("#code")}

    def track(self, receipt: dict[str, str], step: str = "", language: str = "") -> Page:
        """Open one's own report as a letter's link does."""
        page = self.go(f"{language}/lacak#{receipt['report_id']}.{receipt['access_code']}{step}")
        page.wait_for_selector("#report-title")
        return page

    def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate(
            "rules => axe.run(document, {runOnly: rules}).then(result => result.violations)", RULES
        )
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]

    def overflow(self) -> list[str]:
        """What is wider than the window."""
        wide: list[str] = self.page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth ? [] :
               [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
               .map(e => `${e.tagName}.${e.className}#${e.id}`).slice(0, 5)"""
        )
        return wide

    def small(self) -> list[str]:
        """What a thumb misses: pressed, no part of a sentence, and less than 24 px high or wide."""
        missed: list[str] = self.page.evaluate(SMALL)
        return missed

    def picture(self, name: str) -> None:
        """Keep a picture for people to look at."""
        PICTURES.mkdir(exist_ok=True)
        self.page.wait_for_load_state()
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def seen(self) -> str:
        """The page's title and words as they stand, and what the API answered last; never an error."""
        try:
            words = self.page.locator("body").inner_text(timeout=2_000)
            return "\n".join([self.page.title(), *self.answers[-5:], words[:2_000]])
        except Error as error:
            return f"nothing to be seen: {error}"

    def inspect(self, name: str) -> None:
        """A picture, no violation, nothing wider than the window."""
        self.picture(name)
        for found in (self.violations(), self.overflow()):
            assert found == [], f"{name}: {found}"
