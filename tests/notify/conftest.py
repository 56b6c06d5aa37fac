"""Everything here needs database and mail; and what one test left untold is no other's."""

from collections.abc import Iterator

import pytest

from infra.local.mailbox import Mailbox
from tests.notify import scene
from tests.notify.mail_stub import MailStub, serving


@pytest.fixture(autouse=True)
def _standing(mailbox: Mailbox) -> None:
    scene.settle_everything()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """By which channel (``way``) reporters are told: mail, or each of a module's WAYS in turn."""
    if "way" in metafunc.fixturenames:
        metafunc.parametrize("way", getattr(metafunc.module, "WAYS", ("email",)))


@pytest.fixture
def post(way: str) -> Iterator[MailStub]:
    """A mail service that fails as it is told to, and takes short messages; a letter's lease is 60 seconds."""
    stub = MailStub()
    with serving(stub) as endpoint, scene.reporters_told_by(way), scene.settings_of(**at(endpoint)):
        yield stub


def at(endpoint: str) -> dict[str, str]:
    """Settings under which everything is sent through one endpoint."""
    return {"SES_ENDPOINT": endpoint, "SHORT_MESSAGES": "yes", "SMS_ENDPOINT": endpoint, "DELIVERY_LEASE_SECONDS": "60"}
