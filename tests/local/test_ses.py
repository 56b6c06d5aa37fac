"""The SES endpoint keeps each letter once and before it answers."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from infra.local import ses
from infra.local.mailbox import Mailbox


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "mail.db")


@pytest.fixture
def client(mailbox: Mailbox) -> Iterator[Any]:
    server = ses.serve("http://127.0.0.1:0", mailbox)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield boto3.client(
        "sesv2",
        endpoint_url=f"http://127.0.0.1:{server.server_address[1]}",
        region_name="ap-southeast-3",
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(retries={"total_max_attempts": 1}),
    )
    server.shutdown()
    server.server_close()


def letter(to: str = "sari@warga.example", seq: int | None = 1, subject: str = "Laporan diterima") -> dict[str, Any]:
    tags = {"report": "LP-0000-0000-000", "recipient": "reporter"} | ({"seq": str(seq)} if seq else {})
    return {
        "FromEmailAddress": "LAPOR! <lapor@lapor.example>",
        "Destination": {"ToAddresses": [to]},
        "Content": {
            "Simple": {
                "Subject": {"Data": subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": "Terima kasih"}, "Html": {"Data": "<p>Terima kasih</p>"}},
                "Headers": [{"Name": "List-Unsubscribe", "Value": "<https://lapor.example/stop>"}],
            }
        },
        "EmailTags": [{"Name": name, "Value": value} for name, value in tags.items()],
    }


def test_a_letter_is_kept_whole(client: Any, mailbox: Mailbox) -> None:
    assert client.send_email(**letter())["MessageId"]
    (kept,) = mailbox.mails()
    assert (kept.to, kept.subject, kept.text, kept.html) == (
        "sari@warga.example",
        "Laporan diterima",
        "Terima kasih",
        "<p>Terima kasih</p>",
    )
    assert kept.report_id == "LP-0000-0000-000"
    assert kept.headers == {"List-Unsubscribe": "<https://lapor.example/stop>"}


def test_a_repeat_answers_the_first_message_id_and_keeps_nothing(client: Any, mailbox: Mailbox) -> None:
    with ThreadPoolExecutor(8) as senders:
        ids = {answer["MessageId"] for answer in senders.map(lambda _: client.send_email(**letter()), range(24))}
    assert len(ids) == 1
    assert len(mailbox.mails()) == 1
    assert client.send_email(**letter(seq=2))["MessageId"] not in ids


def test_letters_without_all_tags_are_never_taken_for_a_repeat(client: Any, mailbox: Mailbox) -> None:
    client.send_email(**letter(seq=None))
    client.send_email(**letter(seq=None))
    assert len(mailbox.mails()) == 2


def test_mails_are_found_by_their_recipient(client: Any, mailbox: Mailbox) -> None:
    client.send_email(**letter(to='"Dinas PU" <dpupr@petugas.example>', seq=1))
    client.send_email(**letter(to="dinkes@petugas.example", seq=2))
    assert [mail.to for mail in mailbox.mails("DPUPR@petugas.example")] == ["dpupr@petugas.example"]
    assert [mail.to for mail in mailbox.mails()] == ["dpupr@petugas.example", "dinkes@petugas.example"]


@pytest.mark.parametrize(
    "wrong",
    [
        letter(to="a@warga.example,b@warga.example"),
        letter(to="sari@warga.example\r\nBcc: x@y.example"),
        letter(to="bukan alamat"),
        letter(subject="Halo\r\nBcc: x@y.example"),
        letter() | {"Destination": {"ToAddresses": ["a@warga.example", "b@warga.example"]}},
        letter() | {"Destination": {"ToAddresses": ["a@warga.example"], "CcAddresses": ["b@warga.example"]}},
    ],
)
def test_what_ses_or_a_single_recipient_forbids_is_refused(
    client: Any, mailbox: Mailbox, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ClientError, match="BadRequestException"):
        client.send_email(**wrong)
    assert mailbox.mails() == []
