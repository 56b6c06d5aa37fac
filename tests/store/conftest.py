"""Everything here needs the database."""

import pytest

from infra.local.mailbox import Mailbox


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    """The database stands."""
