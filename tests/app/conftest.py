"""The application, whole, behind chalice's test client."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from chalice.test import Client

from infra.local.mailbox import Mailbox
from tests.app import seeding
from tests.app.people import Desk


@pytest.fixture(autouse=True, scope="module")
def _nothing_seeded_stays() -> Iterator[None]:
    yield
    seeding.forget_all()


@pytest.fixture(scope="session")
def desk(mailbox: Mailbox) -> Iterator[Desk]:
    """Everybody who asks, over a standing database."""
    from app import app

    with Client(app, project_dir=str(Path(__file__).parents[2])) as client:
        yield Desk(client)
