"""The application, whole, behind chalice's test client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chalice.test import Client

from infra.local.mailbox import Mailbox
from tests.app.people import Desk
from tests.app.seeding import remove_seeded


@pytest.fixture(scope="session")
def desk(mailbox: Mailbox) -> Iterator[Desk]:
    """Everybody who asks, over a standing database."""
    from app import app

    with Client(app, project_dir=str(Path(__file__).parents[2])) as client:
        yield Desk(client)


@pytest.fixture(autouse=True, scope="module")
def _what_was_seeded_goes_again() -> Iterator[None]:
    yield
    remove_seeded()
