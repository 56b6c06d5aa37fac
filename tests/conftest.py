"""The settings come first; the services behind them start when the first test asks for them."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.mailbox import Mailbox
from tests import local_cloud, wire

ROOT = Path(__file__).parent
local_cloud.configure()
wire.tap()


LONGEST_FIRST = ("local", "package", "deploying", "jobs", "app", "store", "notify")
"""Folders of tests, those of the longest files first: or one worker is still at it when the others end."""


def pytest_collection_finish() -> None:
    """The thousands of tests that were found stay: the garbage collector need not look through them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files go out to the workers first; within a folder nothing changes its place."""
    items.sort(key=_place)


def _place(item: pytest.Item) -> int:
    folder = item.path.relative_to(ROOT).parts[0]
    return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """Database, mail and issuer for the whole session."""
    with local_cloud.standing() as kept:
        yield kept


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures that tests recorded, from whichever worker."""
    for report in terminalreporter.getreports("passed"):
        for name, figure in report.user_properties:
            terminalreporter.write_line(f"{name}: {figure}")
