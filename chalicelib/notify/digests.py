"""The morning digest of an agency's office: how many reports are late, due today and new, and which."""

from collections.abc import Iterator, Sized

from chalicelib.domain.states import State
from chalicelib.language import Said, say
from chalicelib.language.dates import day_in_words, moment_in_words
from chalicelib.language.words import state_in_words, word
from chalicelib.notify.digest_content import DigestContent, DigestRow, EndedRow
from chalicelib.notify.letter_context import one_line
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letters import OFFICERS_LANGUAGE, Letter, letter
from chalicelib.notify.rendering import Content, Link, Section
from chalicelib.notify.sections import section
from chalicelib.settings import settings

# A mail is no queue: the desk shows the rest.
LISTED_AT_MOST = 20


def digest(day: DigestContent, username: str, to: str, *, language: str = OFFICERS_LANGUAGE) -> Letter:
    """The digest to one officer of that agency."""
    counts = _counts(day, language)
    content = Content(
        language=language,
        subject=f"LAPOR!: {counts}",
        title=say(fixed_sentences.DIGEST_TITLE, language),
        site_url=settings().site_url,
        happened=(f"{one_line(day.agency_name)}. {day_in_words(day.date, language)}.", f"{counts.capitalize()}."),
        sections=(*_sections(day, language), *_closed(day, language)),
        links=(Link(say(fixed_sentences.OPEN_QUEUE, language), f"{settings().site_url}/petugas"),),
        notes=(
            *([say(fixed_sentences.PROMISES_DUE, language).format(count=day.promises)] if day.promises else []),
            *([say(fixed_sentences.VACANT_UNITS, language).format(count=day.vacant)] if day.vacant else []),
            say(fixed_sentences.NOTHING_PRIVATE, language),
        ),
    )
    return letter(f"digest_{day.date:%Y%m%d}_{username}", to, content)


def _counts(day: DigestContent, language: str) -> str:
    rows: tuple[tuple[Said, Sized], ...] = (
        (fixed_sentences.LATE, day.late),
        (fixed_sentences.DUE_TODAY, day.due_today),
        (fixed_sentences.NEW, day.new),
        *([(fixed_sentences.ENDED, day.ended)] if day.ended else []),
    )
    return ", ".join(f"{len(found)} {say(phrase, language)}" for phrase, found in rows)


def _sections(day: DigestContent, language: str) -> Iterator[Section]:
    parts: tuple[tuple[Said, tuple[DigestRow, ...]], ...] = (
        (fixed_sentences.LATE_ONES, day.late),
        (fixed_sentences.DUE_TODAY_ONES, day.due_today),
        (fixed_sentences.NEW_ONES, day.new),
    )
    for title, rows in parts:
        if rows:
            listed = sorted(rows, key=_urgency)[:LISTED_AT_MOST]
            yield section(title, [_row(row, day.timezone, language) for row in listed], len(rows), language)


def _closed(day: DigestContent, language: str) -> Iterator[Section]:
    """What was closed since the last digest: nobody is told of it by a letter of its own."""
    if day.ended:
        rows = [_ended_row(row, day.timezone, language) for row in day.ended[:LISTED_AT_MOST]]
        yield section(fixed_sentences.ENDED_ONES, rows, len(day.ended), language)


def _ended_row(row: EndedRow, timezone: str, language: str) -> tuple[str, str, str]:
    until = moment_in_words(row.until, language, timezone) if row.until else None
    disputable = say(fixed_sentences.MAY_DISPUTE_UNTIL, language).format(until=until) if until else ""
    return row.report_id, state_in_words(State.CLOSED, row.reason, language), disputable


def _urgency(row: DigestRow) -> tuple[int, float, str]:
    """The higher level first, then the earlier deadline."""
    return -row.level, row.due_at.timestamp() if row.due_at else float("inf"), row.report_id


def _row(row: DigestRow, timezone: str, language: str) -> tuple[str, str, str]:
    state = word("state", row.state, language)
    if row.level:
        state = f"{state}, {say(fixed_sentences.LEVEL, language)} {row.level}"
    deadline = (
        moment_in_words(row.due_at, language, timezone) if row.due_at else say(fixed_sentences.NO_DEADLINE, language)
    )
    return row.report_id, state, deadline
