"""What is read of a mail of every kind: its sender's own words, its files, and whether a machine sent it."""

import time
from datetime import UTC, datetime

import pytest

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.channels import InboundMessage, email
from chalicelib.intake.mail.quotes import own_words
from chalicelib.refusals import Malformed
from tests.intake.mails import KINDS, LONG, MORE, SENDER, Kind, mail

NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
CODE = "ABCDE-FGH2J-KMNPQ-RSTVW"


def read(raw: bytes) -> InboundMessage:
    """A mail as it is read, about some report."""
    return email.read(raw.replace(b"{number}", b"LP-7K3M-9Q2X-4TB").replace(b"{code}", CODE.encode()), email.RAW, NOW)


def test_there_are_sixty_kinds_and_no_two_are_one() -> None:
    assert len(KINDS) >= 60
    assert len({one.name for one in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_of_each_kind_its_senders_own_words_and_files_are_read(kind: Kind) -> None:
    message = read(kind.raw)
    assert message.is_automatic == (kind.becomes == "ignored")
    if message.is_automatic:
        assert message.files == ()
        return
    assert (message.sender.address, message.sender.name) == (SENDER, "Siti Inbound")
    assert len(message.files) == kind.files
    if kind.words is not None and CODE not in message.text:
        assert message.text.removeprefix("LP-7K3M-9Q2X-4TB ") == kind.words


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\nkata", b"\x00" * 100])
def test_what_is_no_mail_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        email.read(raw, email.RAW, NOW)


@pytest.mark.parametrize("sender", ["", "siti", "a@warga.example, b@warga.example", "<>"])
def test_a_mail_that_names_not_one_sender_is_refused(sender: str) -> None:
    with pytest.raises(Invalid) as refused:
        email.read(mail(LONG, sender=sender), email.RAW, NOW)
    assert [(one.field, one.code) for one in refused.value.errors] == [("from", "not_an_email")]


def test_a_thousand_parts_within_each_other_are_refused() -> None:
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(1000))
    with pytest.raises(Malformed):
        email.read(f"From: a@b.id\n{nested}".encode(), email.RAW, NOW)


def test_a_word_of_the_mail_server_that_the_sender_is_forged_is_believed() -> None:
    said = "Authentication-Results: mx.example; spf=pass; dmarc=fail header.from=warga.example"
    assert read(mail(LONG, said)).is_doubtful
    assert not read(mail(LONG, said.replace("dmarc=fail", "dmarc=pass"))).is_doubtful


@pytest.mark.parametrize(
    "line", ["On " + "a " * 40_000, "Pada 3 " + "<" * 80_000, "> " * 40_000, "Dari: a\n" * 10_000, "-" * 80_000]
)
def test_no_line_takes_longer_than_its_length(line: str) -> None:
    began = time.monotonic()
    own_words(f"{MORE}\n{line}")
    assert time.monotonic() - began < 2


def test_words_that_only_look_like_a_history_stay() -> None:
    for text in (
        "Pada Senin 30 November jalan rusak.\nPetugas menulis: sudah selesai.\nPadahal belum.",
        "Dari: pasar\nMacet sejak pagi.",
        "Warga bertanya > mengapa lampu mati.",
    ):
        assert own_words(text) == text
