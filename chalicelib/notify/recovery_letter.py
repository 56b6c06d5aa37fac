"""The letter with somebody's own reports: which they are, and the link to each."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.report import Report
from chalicelib.language import say
from chalicelib.language.dates import day_in_words, local_time
from chalicelib.language.words import state_in_words
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letters import Letter, letter
from chalicelib.notify.rendering import Content, Link
from chalicelib.settings import settings

LISTED_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class FoundReport:
    """One of a contact's reports, and the code that opens it."""

    report: Report
    access_code: str


def recovery(recipient: str, to: str, found: Sequence[FoundReport], *, is_cut: bool) -> Letter:
    """The letter to one address, about its reports, the newest first, in the language of that one; ``is_cut`` when the
    contact has more of them.
    """
    language = found[0].report.language
    title = say(fixed_sentences.RECOVERY_TITLE, language)
    content = Content(
        language=language,
        subject=say(fixed_sentences.RECOVERY_SUBJECT, language).format(title=title),
        title=title,
        site_url=settings().site_url,
        happened=tuple(say(one, language) for one in fixed_sentences.RECOVERY_WHY),
        next=(say(fixed_sentences.RECOVERY_CUT, language).format(count=LISTED_AT_MOST),) if is_cut else (),
        links=tuple(_link(one, language) for one in found),
        notes=(say(fixed_sentences.KEEP_TO_YOURSELF, language),),
    )
    return letter(recipient, to, content)


def _link(one: FoundReport, language: str) -> Link:
    """Where a report's own view opens, and which it is: its number, its state and the day it came."""
    report = one.report
    state = state_in_words(report.state, report.closed_reason, language)
    day = day_in_words(local_time(report.received_at, CAPITAL).date(), language)
    url = f"{settings().site_url}/lacak#{report.report_id}.{one.access_code}"
    return Link(
        say(fixed_sentences.RECOVERY_OPEN, language).format(report_id=report.report_id),
        url,
        remark=say(fixed_sentences.RECOVERY_ABOUT, language).format(day=day, state=state),
    )
