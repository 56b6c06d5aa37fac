"""The morning digest of an agency's office: how many reports are late, due today and new, and which."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import msgspec

from chalicelib.domain.directory import Directory
from chalicelib.domain.report import State
from chalicelib.domain.workdays import local_date
from chalicelib.intake.dates import day_in_words, moment_in_words
from chalicelib.intake.words import word
from chalicelib.notify import phrases
from chalicelib.notify.letters import OFFICERS_LANGUAGE, Letter, letter
from chalicelib.notify.matter import one_line
from chalicelib.notify.rendering import Content, Link, Section
from chalicelib.notify.wording import Said, say
from chalicelib.settings import settings
from chalicelib.store.queues import Entry

# A mail is no queue: the desk shows the rest.
LISTED_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A report as the digest lists it; ``due_at`` is empty when nothing runs."""

    report_id: str
    state: State
    due_at: datetime | None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What an agency finds on its desk on the morning of ``date``, local to ``timezone``.

    ``vacant`` is in how many units of an institution nobody can answer: a remark, and alone no reason for a digest.
    """

    agency_name: str
    date: date
    timezone: str
    late: tuple[DigestRow, ...] = ()
    due_today: tuple[DigestRow, ...] = ()
    new: tuple[DigestRow, ...] = ()
    vacant: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: then no digest is sent."""
        return not (self.late or self.due_today or self.new)


def days_of(
    entries: Iterable[Entry], today: date, since: datetime, timezone: str, tree: Directory
) -> Iterator[tuple[str, Day]]:
    """For each agency that holds something of note, what it finds this morning; ``since`` the last one is new."""
    held: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.holder:
            held.setdefault(entry.holder, []).append(entry)
    for agency_id, its in sorted(held.items()):
        agency = tree.get(agency_id)
        day = Day(
            agency_name=agency.name if agency else agency_id,
            date=today,
            timezone=timezone,
            late=tuple(_digest_row(one) for one in its if one.late),
            due_today=tuple(_digest_row(one) for one in its if not one.late and _due_on(one, timezone) == today),
            new=tuple(_digest_row(one) for one in its if datetime.fromisoformat(one.holder_since) >= since),
        )
        if not day.is_empty:
            yield agency_id, day


def encode(day: Day) -> str:
    """A day as text, to be kept until it is told."""
    return msgspec.json.encode(day).decode()


def decode(content: str) -> Day:
    """A day from text. Raises msgspec.ValidationError when it is none."""
    return msgspec.json.decode(content, type=Day)


def digest(day: Day, username: str, to: str, *, language: str = OFFICERS_LANGUAGE) -> Letter:
    """The digest to one officer of that agency."""
    counts = _counts(day, language)
    content = Content(
        language=language,
        subject=f"LAPOR!: {counts}",
        title=say(phrases.DIGEST_TITLE, language),
        site_url=settings().site_url,
        happened=(f"{one_line(day.agency_name)}. {day_in_words(day.date, language)}.", f"{counts.capitalize()}."),
        sections=tuple(_sections(day, language)),
        links=(Link(say(phrases.OPEN_QUEUE, language), f"{settings().site_url}/petugas"),),
        notes=(
            *([say(phrases.VACANT_UNITS, language).format(count=day.vacant)] if day.vacant else []),
            say(phrases.NOTHING_PRIVATE, language),
        ),
    )
    return letter(f"digest_{day.date:%Y%m%d}_{username}", to, content)


def _counts(day: Day, language: str) -> str:
    rows = ((phrases.LATE, day.late), (phrases.DUE_TODAY, day.due_today), (phrases.NEW, day.new))
    return ", ".join(f"{len(found)} {say(phrase, language)}" for phrase, found in rows)


def _sections(day: Day, language: str) -> Iterator[Section]:
    parts: tuple[tuple[Said, tuple[DigestRow, ...]], ...] = (
        (phrases.LATE_ONES, day.late),
        (phrases.DUE_TODAY_ONES, day.due_today),
        (phrases.NEW_ONES, day.new),
    )
    for title, rows in parts:
        if rows:
            listed = sorted(rows, key=_urgency)[:LISTED_AT_MOST]
            left = len(rows) - len(listed)
            more = say(phrases.AND_MORE, language).format(count=left) if left else None
            yield Section(say(title, language), tuple(_row(row, day.timezone, language) for row in listed), more)


def _digest_row(entry: Entry) -> DigestRow:
    due_at = datetime.fromisoformat(entry.due_at) if entry.due_at else None
    return DigestRow(entry.report_id, State(entry.state), due_at, entry.level)


def _due_on(entry: Entry, timezone: str) -> date | None:
    return local_date(datetime.fromisoformat(entry.due_at), timezone) if entry.due_at else None


def _urgency(row: DigestRow) -> tuple[int, float, str]:
    """The higher level first, then the earlier deadline."""
    return -row.level, row.due_at.timestamp() if row.due_at else float("inf"), row.report_id


def _row(row: DigestRow, timezone: str, language: str) -> tuple[str, str, str]:
    state = word("state", row.state, language)
    if row.level:
        state = f"{state}, {say(phrases.LEVEL, language)} {row.level}"
    deadline = moment_in_words(row.due_at, language, timezone) if row.due_at else say(phrases.NO_DEADLINE, language)
    return row.report_id, state, deadline
