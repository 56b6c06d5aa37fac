"""One running system and one browser for all tests in a browser: Debian's Chromium, driven by Playwright."""

import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.cases import Cases
from tests.browser.surfing import Surfer
from tests.local.running_system import RunningSystem

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INSTALLED = Path("/usr/share/fonts/truetype")
FONTS = {"dejavu": INSTALLED / "dejavu" / "DejaVuSans.ttf", "noto": INSTALLED / "noto" / "NotoSans-Regular.ttf"}
"""Sets of fonts with a file of each: Debian's own, and the one that Indonesia's telephones have."""
expect.set_options(timeout=15_000)
Open = Callable[..., Surfer]
OPENED = pytest.StashKey[list[Surfer]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What each window showed when a test failed: where nobody can look at the pictures, this is all there is."""
    report = yield
    if report.when == "call" and report.failed:
        for someone in item.stash.get(OPENED, []):
            report.sections.append((f"the window at {someone.page.url}", someone.seen()))
    return report


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The system as `make run` starts it."""
    running = RunningSystem(tmp_path_factory.mktemp("system") / "data").start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def cases(system: RunningSystem) -> Cases:
    """Reports at the stages a page shows."""
    return Cases(system)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What holds sizes (`in_each_font`) runs once with each set of fonts."""
    if metafunc.definition.get_closest_marker("in_each_font"):
        metafunc.parametrize("browser", FONTS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """The browser: with this machine's fonts, or with those that a test names and no others."""
    fonts: str | None = getattr(request, "param", None)
    if fonts and not FONTS[fonts].is_file():
        pytest.skip(f"{FONTS[fonts]} is missing: apt-get install fonts-dejavu-core fonts-noto-core")
    chosen = {"FONTCONFIG_FILE": str(Path(__file__).parent / "fonts" / f"{fonts}.conf")} if fonts else {}
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), env={**os.environ, **chosen})
        yield started
        started.close()


@pytest.fixture
def surfer(browser: Browser, system: RunningSystem, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens a person's browser, which fails the test for anything that went wrong in it."""
    opened = request.node.stash[OPENED] = []

    def open_browser(width: int = 1200, **settings: Any) -> Surfer:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, base_url=f"http://127.0.0.1:{system.port}", **settings
        )
        opened.append(Surfer(context, system.port))
        return opened[-1]

    yield open_browser
    for one in opened:
        one.context.close()
    for one in opened:
        assert one.troubles == []
