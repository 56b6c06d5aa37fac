"""`make sender`: how the sender stands with SES and what to do next.

ministack verifies at once and has no sandbox, so botocore's Stubber answers for an address that waits.
"""

from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from infra.aws import sender
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.stacks import Stack

ADDRESS = "lapor@kota.go.id"


def test_a_domain_is_asked_for_and_said_to_be_verified(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    sender.tell(cloud, f"{cloud.stage}.go.id", None)
    said = capsys.readouterr().out
    assert "Asked SES in ap-southeast-3 to verify" in said
    assert "letters can come from it" in said
    assert "sandbox" not in said
    sender.tell(cloud, f"{cloud.stage}.go.id", None)
    assert "Asked" not in capsys.readouterr().out


def test_the_address_that_the_stack_makes_itself_is_left_to_it(cloud: Cloud) -> None:
    with pytest.raises(CommandRefused, match=f"make deploy STAGE={cloud.stage}"):
        sender.tell(cloud, ADDRESS, None)
    assert sender.identity(cloud, ADDRESS) is None


def test_a_verified_sender_that_the_pool_does_not_use_yet(cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    cloud.client("sesv2").create_email_identity(EmailIdentity=ADDRESS)
    told = {"SenderAddress": ADDRESS, "SenderVerified": "no"}
    sender.tell(cloud, ADDRESS, Stack("id", "CREATE_COMPLETE", {}, told))
    assert f"`make deploy STAGE={cloud.stage}` once more" in capsys.readouterr().out
    sender.tell(cloud, ADDRESS, Stack("id", "CREATE_COMPLETE", {}, {**told, "SenderVerified": "yes"}))
    assert "once more" not in capsys.readouterr().out


def test_an_address_that_waits_gets_another_mail_and_the_sandbox_is_told(
    stubbed: Any, cloud: Cloud, capsys: pytest.CaptureFixture[str]
) -> None:
    ses, mailing = stubbed
    ses.add_response("get_email_identity", {"VerifiedForSendingStatus": False}, {"EmailIdentity": ADDRESS})
    mailing.add_response("verify_email_identity", {}, {"EmailAddress": ADDRESS})
    ses.add_response("get_account", {"ProductionAccessEnabled": False}, {})
    sender.tell(cloud, ADDRESS, None)
    said = capsys.readouterr().out
    assert f"Open the link in the mail that AWS sends to {ADDRESS}" in said
    assert "still in its sandbox" in said
    ses.assert_no_pending_responses()
    mailing.assert_no_pending_responses()


def test_a_domain_that_waits_shows_its_records(stubbed: Any, cloud: Cloud, capsys: pytest.CaptureFixture[str]) -> None:
    ses, _ = stubbed
    waiting = {"VerifiedForSendingStatus": False, "DkimAttributes": {"Tokens": ["one", "two"]}}
    ses.add_client_error("get_email_identity", "NotFoundException", http_status_code=404)
    ses.add_response("create_email_identity", {}, {"EmailIdentity": ANY})
    ses.add_response("get_email_identity", waiting, {"EmailIdentity": "kota.go.id"})
    ses.add_response("get_account", {"ProductionAccessEnabled": True}, {})
    sender.tell(cloud, "kota.go.id", None)
    said = capsys.readouterr().out
    assert "  one._domainkey.kota.go.id  CNAME  one.dkim.amazonses.com\n" in said
    assert "  two._domainkey.kota.go.id  CNAME  two.dkim.amazonses.com\n" in said


@pytest.fixture
def stubbed(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The two clients of SES, answering what a test says."""
    clients = {name: cloud.client(name) for name in ("sesv2", "ses")}
    monkeypatch.setattr(Cloud, "client", lambda self, service: clients[service])
    with Stubber(clients["sesv2"]) as ses, Stubber(clients["ses"]) as mailing:
        yield ses, mailing
