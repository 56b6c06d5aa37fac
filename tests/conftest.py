"""The settings come first; the services behind them start when the first test asks for them."""

from collections.abc import Iterator

import pytest

from chalicelib import aws
from infra.local.mailbox import Mailbox
from tests import local_cloud, wire

local_cloud.configure()
wire.tap()
aws.share_descriptions()


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
