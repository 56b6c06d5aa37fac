"""Everything here needs database and mail; and what one test left untold is no other's."""

from collections.abc import Iterator

import pytest

from infra.local.mailbox import Mailbox
from tests.notify import scene
from tests.notify.mail_stub import MailStub, serving


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    scene.settle_everything()


@pytest.fixture
def post() -> Iterator[MailStub]:
    """A mail service that fails as it is told to; a letter's lease is 60 seconds."""
    stub = MailStub()
    with serving(stub) as endpoint, scene.settings_of(SES_ENDPOINT=endpoint, DELIVERY_LEASE_SECONDS="60"):
        yield stub
