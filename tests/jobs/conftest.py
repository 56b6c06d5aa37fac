"""The whole application, as for tests/app, and a clock that can be set."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from chalice.test import Client

from infra.local.mailbox import Mailbox
from tests.app.people import Desk
from tests.jobs.clockhand import sweep_to

FAR = (datetime.now(UTC) + timedelta(days=800)).isoformat()


@pytest.fixture(scope="module")
def desk(mailbox: Mailbox) -> Iterator[Desk]:
    """Everybody who asks; whatever other tests left open has come to the end of its ladder already."""
    from app import app

    sweep_to(FAR)
    with Client(app, project_dir=str(Path(__file__).parents[2])) as client:
        yield Desk(client)
