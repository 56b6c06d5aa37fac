"""The mail box of one machine forgets whom the tables have forgotten, a day later, and picks up what was broken off."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from infra.local.forgetting import DAY, ForgottenReports, note_of, write_anew
from infra.local.mailbox import Mail, Mailbox

ERASED, OTHER = "LP-AAAA-AAAA-AAA", "LP-BBBB-BBBB-BBB"
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def letter(report_id: str, recipient: str, words: str = "isi") -> Mail:
    """A letter about a report to a part of it."""
    tags = {"report": report_id, "seq": "1", "recipient": recipient}
    return Mail("lapor@kota.example", f"{recipient.lower()}@warga.example", words, words, tags=tags)


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    """Letters about two reports."""
    kept = Mailbox(tmp_path / "mail.db")
    for report_id in (ERASED, OTHER):
        for recipient in ("reporter", "former", "officer_kobar", "follower_0f3a"):
            kept.keep(letter(report_id, recipient, f"jalak {report_id}"))
    kept.keep(letter(OTHER, f"reporter_{ERASED}"))
    for words in (f"Laporan Anda: {ERASED}, {OTHER}", f"Laporan Anda: {OTHER}"):
        kept.keep(letter("RECOVERY-0f", f"recovery_{len(words)}", words))
    return kept


def left(mailbox: Mailbox) -> list[tuple[str | None, str]]:
    """The letters that are there."""
    return [(mail.report_id, mail.to.partition("@")[0]) for mail in mailbox.mails()]


OFFICERS_ALONE = (
    [(ERASED, "officer_kobar")]
    + [(OTHER, recipient) for recipient in ("reporter", "former", "officer_kobar", "follower_0f3a")]
    + [("RECOVERY-0f", "recovery_30")]
)


def tell(data_dir: Path, kind: str) -> None:
    """The stream brings an event."""
    image = {"pk": {"S": f"REPORT#{ERASED}"}, "type": {"S": kind}, "at": {"S": AT.isoformat()}}
    answer = note_of(data_dir)({"Records": [{"dynamodb": {"NewImage": image}}]}, None)
    assert answer == {"batchItemFailures": []}


@pytest.mark.parametrize("kind", ["erased", "expired"])
def test_a_day_later_letters_go_but_officers(mailbox: Mailbox, tmp_path: Path, kind: str) -> None:
    tell(tmp_path, kind)
    tell(tmp_path, kind)
    reports, due = ForgottenReports(tmp_path), AT.timestamp() + DAY
    assert not reports.take_letters(due - 1)
    assert len(left(mailbox)) == 11
    assert reports.take_letters(due)
    assert left(mailbox) == OFFICERS_ALONE
    assert reports.take_letters(due), "a crash before the databases were written anew: the next hour does it"
    reports.finish(due)
    assert not reports.take_letters(due)
    mailbox.keep(letter(ERASED, "reporter_again_7"))
    assert reports.take_letters(due + DAY), "one that came late goes as well"
    assert left(mailbox) == OFFICERS_ALONE


def test_other_events_are_no_reason(mailbox: Mailbox, tmp_path: Path) -> None:
    tell(tmp_path, "answered")
    assert not ForgottenReports(tmp_path).take_letters(AT.timestamp() + 10 * DAY)
    assert len(left(mailbox)) == 11


def test_what_was_deleted_is_in_no_page_of_a_file_written_anew(mailbox: Mailbox, tmp_path: Path) -> None:
    tell(tmp_path, "erased")
    assert ForgottenReports(tmp_path).take_letters(AT.timestamp() + DAY)
    write_anew(tmp_path / "mail.db")
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert raw.count(f"jalak {ERASED}".encode()) == 2, "subject and text of the officer's letter"
    assert raw.count(f"jalak {OTHER}".encode()) == 8
