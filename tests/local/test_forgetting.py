"""The mail box of one machine forgets whom the tables have forgotten, a day later, and picks up what was broken off."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from infra.local.cursor import StreamCursor
from infra.local.durable import connection
from infra.local.forgetting import DAY, READERS, ForgottenReports, forget, note_of, read_by_all
from infra.local.free_pages import give_back, write_anew
from infra.local.mailbox import Mail, Mailbox
from infra.local.stream import WANTED

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


OTHERS_ALONE = [(OTHER, recipient) for recipient in ("reporter", "former", "officer_kobar", "follower_0f3a")] + [
    ("RECOVERY-0f", "recovery_30")
]


def tell(data_dir: Path, kind: str) -> None:
    """The stream brings an event."""
    image = {"pk": {"S": f"REPORT#{ERASED}"}, "type": {"S": kind}, "at": {"S": AT.isoformat()}}
    answer = note_of(data_dir)({"Records": [{"dynamodb": {"NewImage": image}}]}, None)
    assert answer == {"batchItemFailures": []}


@pytest.mark.parametrize("kind", ["erased", "expired"])
def test_a_day_later_its_letters_go_officers_too(mailbox: Mailbox, tmp_path: Path, kind: str) -> None:
    tell(tmp_path, kind)
    tell(tmp_path, kind)
    reports, due = ForgottenReports(tmp_path), AT.timestamp() + DAY
    assert not reports.take_letters(due - 1)
    assert len(left(mailbox)) == 11
    assert reports.take_letters(due)
    assert left(mailbox) == OTHERS_ALONE
    assert reports.take_letters(due), "a crash before the databases were written anew: the next hour does it"
    reports.finish(due)
    assert not reports.take_letters(due)
    mailbox.keep(letter(ERASED, "reporter_again_7"))
    assert not reports.take_letters(due + DAY), "its words never were in the database again"
    assert left(mailbox) == OTHERS_ALONE


def test_other_events_are_no_reason(mailbox: Mailbox, tmp_path: Path) -> None:
    tell(tmp_path, "answered")
    assert not ForgottenReports(tmp_path).take_letters(AT.timestamp() + 10 * DAY)
    assert len(left(mailbox)) == 11


def test_what_was_deleted_is_in_no_page_of_a_file_written_anew(mailbox: Mailbox, tmp_path: Path) -> None:
    tell(tmp_path, "erased")
    assert ForgottenReports(tmp_path).take_letters(AT.timestamp() + DAY)
    write_anew(tmp_path / "mail.db")
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert raw.count(f"jalak {ERASED}".encode()) == 0, "in the officer's letter the title is the reporter's"
    assert raw.count(f"jalak {OTHER}".encode()) == 8


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        (timedelta(hours=1), False),
        (timedelta(hours=21), False),
        (timedelta(hours=22), True),
        (timedelta(hours=10), True),  # 19:00 UTC, night in Jakarta
    ],
)
def test_the_words_are_gone_from_the_bytes_within_a_day(
    mailbox: Mailbox, tmp_path: Path, later: timedelta, gone: bool
) -> None:
    tell(tmp_path, "erased")
    with sqlite3.connect(tmp_path / "reports.db") as rows:
        rows.execute("CREATE TABLE items (words TEXT)")
        rows.executemany("INSERT INTO items VALUES (?)", [(f"jalak di basis data {number}",) for number in range(500)])
        rows.execute("PRAGMA secure_delete = OFF")
        rows.commit()
        rows.execute("DELETE FROM items")
    rows.close()
    assert b"jalak di basis data" in raw(tmp_path)
    forget(tmp_path, (AT + later).timestamp(), {"LETTERS_KEPT_DAYS": "36500"})
    assert (b"jalak di basis data" not in raw(tmp_path)) is gone
    assert (raw(tmp_path).count(f"jalak {ERASED}".encode()) == 0) is gone, "the officer's letter too"


def test_a_letter_goes_a_month_after_it_was_sent(mailbox: Mailbox, tmp_path: Path) -> None:
    now = datetime.now(UTC).timestamp()
    mailbox.begin_handing("untagged")
    forget(tmp_path, now + 29 * DAY, {})
    assert len(left(mailbox)) == 11
    forget(tmp_path, now + 31 * DAY, {})
    assert left(mailbox) == []
    assert b"jalak" not in raw(tmp_path)
    assert b"warga.example" not in raw(tmp_path)


def test_our_own_files_give_their_free_pages_back(mailbox: Mailbox, tmp_path: Path) -> None:
    path = tmp_path / "mail.db"
    for number in range(300):
        mailbox.keep(letter(f"LP-{number}", "reporter", "jalak " * 3000))
    give_back(path)
    large = path.stat().st_size
    with connection(path) as db:
        db.execute("DELETE FROM mails")
    give_back(path)
    assert path.stat().st_size < large / 20
    assert b"jalak" not in raw(tmp_path)
    with connection(path) as db:
        assert db.execute("PRAGMA auto_vacuum").fetchone() == (2,), "from now on without writing anew"


def test_a_leap_of_the_clock_takes_no_record_from_a_reader(tmp_path: Path) -> None:
    assert tuple(WANTED) == READERS
    path = tmp_path / "stream.db"
    assert read_by_all(path) == 0
    path.touch()
    assert read_by_all(path) == 0, "nobody has opened it"
    cursors = [StreamCursor(path, name, "arn") for name in READERS]
    for cursor, sequence in zip(cursors, ("12", "9", "100"), strict=True):
        assert read_by_all(path) == 0, "not all have begun"
        cursor.advance("shard", sequence, [], 0)
    assert read_by_all(path) == 9
