"""The settings come first; the services behind them start when the first test asks for them."""

from collections.abc import Iterator

import pytest

from infra.local.mailbox import Mailbox
from tests import local_cloud, wire

local_cloud.configure()
wire.tap()


@pytest.fixture(scope="session")
def mailbox() -> Iterator[Mailbox]:
    """Database, mail and issuer for the whole session."""
    with local_cloud.standing() as kept:
        yield kept
