"""What a reporter is told by short message, pure: the number, what happened, the link; never the report's words.

A row tells what needs the reporter or ends the report (docs/law.md "Channels"). It says the same in several lengths,
the fullest first: the first is taken that fits into one message. Nothing is cut: neither a word nor a link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.language import say
from chalicelib.language.dates import day_and_month
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.letter_texts.choosing import names_in
from chalicelib.notify.short_texts.rows import ALL, NEWEST, NO_LONGER, ROWS, ShortText
from chalicelib.notify.short_texts.segments import segments_of

MOST_OF_SEVERAL = 3
"""Messages in which the links of several reports go."""
PAGE = "{site}/lacak#{report_id}.{code}"


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """A short message to one person (``notify.channels``); ``to`` is a number in E.164."""

    channel: ClassVar[str] = "sms"
    recipient: str
    to: str
    text: str


def to_reporter(context: LetterContext, access_code: str) -> str | None:
    """The text about an event; None where a short message does not tell of it."""
    row = row_of(context)
    if row is None:
        return None
    language = context.report.language
    values = _values(context, access_code, language)
    texts = [say(one, language).format_map(values) for one in row if names_in(say(one, language)) <= values.keys()]
    return fullest(texts)


def to_former(context: LetterContext) -> str:
    """What a telephone is told that was replaced, by whomever: no link, no code."""
    return say(NO_LONGER, context.report.language).format(number=context.report.report_id)


def recovered(links: Sequence[str], language: str, *, is_cut: bool) -> str:
    """The links of somebody's reports, as many of the newest as a few messages hold, and one at least."""
    for count in range(len(links), 0, -1):
        said = NEWEST if is_cut or count < len(links) else ALL
        text = " ".join([say(said, language), *links[:count]])
        if segments_of(text) <= MOST_OF_SEVERAL:
            break
    return text


def page_of(site_url: str, report_id: str, access_code: str) -> str:
    """The link that opens a report; its fragment reaches no server."""
    return PAGE.format(site=site_url, report_id=report_id, code=access_code.replace("-", ""))


def fullest(texts: Sequence[str]) -> str:
    """The first of some texts that fits into one message; the last where none does."""
    return next((text for text in texts if segments_of(text) == 1), texts[-1])


def row_of(context: LetterContext) -> ShortText | None:
    """The row named after the event and one of its details, or after its type alone."""
    kind = context.event.type.value
    named = (ROWS.get(f"{kind}.{detail}") for detail in context.details())
    return next((row for row in named if row), None) or ROWS.get(kind)


def _values(context: LetterContext, access_code: str, language: str) -> Mapping[str, str]:
    report = context.report
    page = page_of(context.site_url, report.report_id, access_code)
    days = {
        "by_answer": report.answer_limit,
        "by_complete": report.limit(LimitName.COMPLETE),
        "by_reply": report.limit(LimitName.REPLY),
        "by_object": report.limit(LimitName.OBJECT),
    }
    known = {
        "number": report.report_id,
        "page": page if context.event.type is not EventType.ERASED else None,
        "holder": context.short_name(report.last_holder),
        **{name: _day(limit, language) for name, limit in days.items() if limit and report.runs(limit)},
    }
    return {name: value for name, value in known.items() if value}


def _day(limit: Limit, language: str) -> str:
    return day_and_month(local_date(limit.due_at, limit.timezone), language)
