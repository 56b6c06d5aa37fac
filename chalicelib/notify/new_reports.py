"""The letter that tells an office of many new reports at once: how many, and the first of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from chalicelib.domain.directory import Agency
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.report import Report
from chalicelib.language import say
from chalicelib.language.dates import moment_in_words
from chalicelib.language.words import word
from chalicelib.notify.letter_context import due_in_words, one_line
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letters import OFFICERS_LANGUAGE, Letter, letter, officer_part
from chalicelib.notify.rendering import Content, Link
from chalicelib.notify.sections import section
from chalicelib.notify.turns import PAUSE
from chalicelib.settings import settings

# A mail is no queue: the desk shows the rest.
LISTED_AT_MOST = 20


def new_reports(
    agency: Agency,
    until: datetime,
    listed: Sequence[Report],
    count: int,
    to: Officer,
    *,
    language: str = OFFICERS_LANGUAGE,
) -> Letter:
    """To an officer of the office, or of the next one up; ``count`` is how many came until then, ``listed`` some."""
    news = say(fixed_sentences.NEW_REPORTS_TITLE, language).format(count=count)
    since = moment_in_words(until - PAUSE, language, agency.timezone)
    rows = tuple(_rows(sorted(listed, key=_deadline)[:LISTED_AT_MOST], language))
    content = Content(
        language=language,
        subject=f"LAPOR!: {news}",
        title=news,
        site_url=settings().site_url,
        happened=(
            f"{one_line(agency.name)}.",
            say(fixed_sentences.NEW_REPORTS_SINCE, language).format(since=since),
        ),
        sections=(section(fixed_sentences.NEW_REPORTS_LISTED, rows, count, language),),
        links=(Link(say(fixed_sentences.OPEN_QUEUE, language), f"{settings().site_url}/petugas"),),
        notes=(say(fixed_sentences.NOTHING_PRIVATE, language),),
    )
    return letter(f"gathered_{until:%Y%m%d%H%M%S}_{officer_part(to.username)}", to.email, content)


def _deadline(report: Report) -> tuple[float, str]:
    limit = report.earliest_limit
    return limit.due_at.timestamp() if limit else float("inf"), report.report_id


def _rows(reports: Sequence[Report], language: str) -> Iterator[tuple[str, str, str]]:
    for report in reports:
        due = due_in_words(report.earliest_limit, language) or say(fixed_sentences.NO_DEADLINE, language)
        yield report.report_id, word("classification", report.classification, language), due
