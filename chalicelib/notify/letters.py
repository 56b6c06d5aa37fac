"""Letters, pure: what is written to whom about an event. A subject carries a fixed phrase, the report's title where a
mail may, and its number: the news first, for a telephone shows little more than that.

Only a reporter's own letters carry an access code, in an address's fragment, which reaches no server. Officers read
no more in a mail than number, title, kind and deadline; followers no more than the public does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Protocol

from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import Report
from chalicelib.language import Said, say
from chalicelib.language.dates import DAY_OF_THE_YEAR
from chalicelib.language.words import state_in_words, word
from chalicelib.notify.letter_context import LetterContext, due_in_words, one_line, plain_title
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letter_texts.choosing import LetterText, choose, sentences
from chalicelib.notify.letter_texts.officer import OFFICER_ROWS
from chalicelib.notify.letter_texts.public import PUBLIC_ROWS
from chalicelib.notify.letter_texts.reporter import REPORTER_ROWS
from chalicelib.notify.rendering import Content, Link, Look, html_of, text_of

REPORTER = "reporter"
FORMER = "former"
OFFICER = "officer_"
OFFICERS_LANGUAGE = "id"
LONGEST_SUBJECT, LEAST_OF_A_TITLE, CUT = 90, 20, " ..."
NOT_BY_HAND = {"Auto-Submitted": "auto-generated"}
"""RFC 3834: no machine answers such a letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person: a message that goes by mail (``notify.channels``)."""

    channel: ClassVar[str] = "email"
    recipient: str
    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


class FollowerToTell(Protocol):
    """Somebody who follows a published report."""

    @property
    def recipient(self) -> str:
        """Their part: "follower_" and what tells them from others, which neither names nor admits them."""

    @property
    def email(self) -> str:
        """Where they want to be told."""

    @property
    def language(self) -> str:
        """In which language."""

    @property
    def page_url(self) -> str:
        """Where they confirm and stop: a page with buttons, for no link changes anything by itself."""

    @property
    def headers(self) -> Mapping[str, str]:
        """The way out with one click (RFC 8058), for every letter to them."""


def to_reporter(context: LetterContext, to: str, access_code: str) -> Letter:
    """To the reporter, with links that open their report at the step that is theirs. Raises KeyError if not told."""
    language = context.report.language
    letter_text = choose(REPORTER_ROWS, context.event.type, context.details())
    content = _about(context, letter_text, language, words=not context.is_confidential, named=context.title)
    if context.event.type is EventType.SUBMITTED:
        content = replace(content, codes=(*content.codes, (say(fixed_sentences.ACCESS_CODE, language), access_code)))
    if letter_text.opens:
        page = f"{context.site_url}/lacak#{context.report.report_id}.{access_code}"
        content = replace(content, links=tuple(_steps(letter_text, page, language)))
    notes = tuple(say(note, language) for note in _reporters_notes(context, letter_text))
    return letter(REPORTER, to, replace(content, quote_from=_speaker(context, letter_text), notes=notes))


def to_former_address(context: LetterContext, to: str) -> Letter:
    """To an address that the reporter replaced, or that somebody did: no word, no code, no link to the report."""
    letter_text = choose(REPORTER_ROWS, context.event.type, [FORMER])
    content = replace(_about(context, letter_text, context.report.language, words=False), facts=())
    return letter(FORMER, to, content)


def to_officer(
    context: LetterContext,
    username: str,
    role: str,
    to: str,
    stands_in_for: str | None = None,
    *,
    along: Mapping[Said, int] | None = None,
    language: str = OFFICERS_LANGUAGE,
) -> Letter:
    """To an officer; ``stands_in_for`` names the agency that has nobody of its own to tell, ``along`` what else
    happened, by its title, and how often. Raises KeyError.
    """
    letter_text = choose(OFFICER_ROWS, context.event.type, [*context.details(), role])
    page = Link(say(fixed_sentences.OPEN_THE_DESK, language), f"{context.site_url}/petugas#{context.report.report_id}")
    standing_in = sentences([fixed_sentences.STANDS_IN], language, {"agency": stands_in_for} if stands_in_for else {})
    named = context.title if letter_text.opens else None
    about = _about(context, letter_text, language, words=False, named=named)
    content = replace(
        about,
        happened=(*about.happened, *_along(along or {}, language)),
        facts=() if letter_text.number_alone else tuple(_officers_facts(context, about, named, language)),
        links=(page,) if letter_text.opens else (),
        notes=(
            *standing_in,
            say(fixed_sentences.NOTHING_BUT_THE_TITLE if named else fixed_sentences.NOTHING_PRIVATE, language),
        ),
    )
    return letter(officer_part(username), to, content)


def officers_title(context: LetterContext, role: str) -> Said:
    """What a letter to an officer is called. Raises KeyError."""
    return choose(OFFICER_ROWS, context.event.type, [*context.details(), role]).title


def to_merged_reporter(context: LetterContext, own: Report, to: str, access_code: str) -> Letter:
    """To the reporter of a report that was merged into this one: its public events, and the way to their own report."""
    language = own.language
    letter_text = choose(PUBLIC_ROWS, context.event.type, context.details())
    content = replace(
        _in_public(context, letter_text, language),
        subject=subject_of(say(fixed_sentences.MERGED_NEWS, language), own.report_id),
        codes=(
            (say(fixed_sentences.YOUR_REPORT, language), own.report_id),
            (say(fixed_sentences.MERGED_INTO, language), context.report.report_id),
        ),
        links=(
            Link(say(fixed_sentences.OPEN_OWN, language), f"{context.site_url}/lacak#{own.report_id}.{access_code}"),
            *([_public_page(context, language)] if context.is_published else []),
        ),
        notes=(say(fixed_sentences.KEEP_TO_YOURSELF, language),),
    )
    return letter(f"{REPORTER}_{own.report_id}", to, content)


def to_follower(context: LetterContext, follower: FollowerToTell) -> Letter:
    """To somebody who follows the report: what everybody may read, and a way out."""
    report, language = context.report, follower.language
    letter_text = choose(PUBLIC_ROWS, context.event.type, context.details())
    content = _in_public(context, letter_text, language)
    content = replace(
        content,
        happened=(*([one_line(report.public_title)] if report.public_title else []), *content.happened),
        links=(_public_page(context, language),),
        way_out=Link(say(fixed_sentences.STOP_FOLLOWING, language), follower.page_url),
    )
    return letter(follower.recipient, follower.email, content, follower.headers)


def letter(recipient: str, to: str, content: Content, headers: Mapping[str, str] | None = None) -> Letter:
    """The content on paper, both ways."""
    return Letter(
        recipient, to, content.subject, text_of(content), html_of(content), {**NOT_BY_HAND, **(headers or {})}
    )


def subject_of(news: str, report_id: str, title: str | None = None) -> str:
    """The subject of a letter about a report: what happened, as much of the title as there is room for, the number."""
    said = news if news.endswith("?") else f"{news}:"
    room = LONGEST_SUBJECT - len(f"{said}  ({report_id})")
    if title and len(title) > room:
        title = f"{title[: room - len(CUT)].rpartition(' ')[0]}{CUT}" if room >= LEAST_OF_A_TITLE else None
    return f"{said} {title} ({report_id})" if title else f"{news} ({report_id})"


def officer_part(username: str) -> str:
    """An officer as recipient: signs that no tag may have are spelled by their number, so that no two become one."""
    return OFFICER + re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", username)


def _about(
    context: LetterContext, letter_text: LetterText, language: str, *, words: bool, named: str | None = None
) -> Content:
    """What every letter about an event says; ``words`` tells whether what an officer wrote may stand in it, ``named``
    what the report is called in it.
    """
    report_id, title = context.report.report_id, say(letter_text.title, language)
    values, moved = context.values(language, with_words=words), context.moved(language)
    return Content(
        language=language,
        subject=subject_of(title, report_id, named),
        title=title,
        site_url=context.site_url,
        codes=((say(fixed_sentences.NUMBER, language), report_id),),
        happened=sentences(letter_text.happened, language, values, moved),
        quote=context.officers_words if words else None,
        next=sentences(letter_text.next, language, values),
        facts=tuple(_facts(context, named, language)),
    )


def _along(along: Mapping[Said, int], language: str) -> Iterator[str]:
    """What else happened since the last letter, each kind once."""
    for title, count in along.items():
        said = fixed_sentences.ALONG_ONCE if count == 1 else fixed_sentences.ALONG_OFTEN
        yield say(said, language).format(title=say(title, language), count=count)


def _in_public(context: LetterContext, letter_text: LetterText, language: str) -> Content:
    """The same for others than the reporter and the officers: no words but those that everybody may read."""
    named = plain_title(context.report.public_title or "") if context.is_published else None
    subject = subject_of(say(letter_text.title, language), context.report.report_id, named)
    return replace(_about(context, letter_text, language, words=False), subject=subject, quote=context.public_quote)


def _speaker(context: LetterContext, letter_text: LetterText) -> str:
    language = context.report.language
    return sentences([letter_text.quoted], language, context.values(language, with_words=False))[0]


def _steps(letter_text: LetterText, page: str, language: str) -> Iterator[Link]:
    """The steps offered, each a link that only opens a page: the step is named behind the code; then only to look.

    Of two opposite steps the second looks otherwise, so that a thumb does not take one for the other.
    """
    for step in letter_text.steps:
        judges_a_plan = step == "dispute" and "confirm-promise" in letter_text.steps
        named = say(fixed_sentences.STEPS["dispute-promise" if judges_a_plan else step], language)
        yield Link(named, f"{page}.{step}", Look.MAIN if step == letter_text.steps[0] else Look.OTHER)
    yield Link(say(fixed_sentences.OPEN_OWN, language), page, Look.PLAIN if letter_text.steps else Look.MAIN)


def _public_page(context: LetterContext, language: str) -> Link:
    return Link(say(fixed_sentences.OPEN_PUBLIC, language), f"{context.site_url}/laporan?id={context.report.report_id}")


def _reporters_notes(context: LetterContext, letter_text: LetterText) -> Iterator[Said]:
    is_receipt = context.event.type is EventType.SUBMITTED
    if is_receipt and context.report.anonymous:
        yield fixed_sentences.ANONYMOUS
    if context.is_confidential and context.officers_words:
        yield fixed_sentences.CONFIDENTIAL
    if letter_text.opens:
        yield fixed_sentences.KEEP_TO_YOURSELF
    if is_receipt:
        yield fixed_sentences.EMERGENCY
    yield from letter_text.small


Fact = tuple[str, str]
"""A name, and what it is."""


def _facts(context: LetterContext, named: str | None, language: str) -> Iterator[Fact]:
    """What the report is called, where it stands, and who handles it."""
    if named:
        yield say(fixed_sentences.TITLE, language), named
    report = context.report
    yield say(fixed_sentences.STATE, language), state_in_words(report.state, report.closed_reason, language)
    holder = context.agency_name(report.holder)
    if holder:
        yield say(fixed_sentences.HELD_BY, language), holder


def _officers_facts(context: LetterContext, about: Content, named: str | None, language: str) -> Iterator[Fact]:
    report = context.report
    yield from _facts(context, named, language)
    yield say(fixed_sentences.KIND, language), word("classification", report.classification, language)
    yield say(fixed_sentences.CATEGORY, language), one_line(say(context.category, language))
    if report.supervisory:
        yield say(fixed_sentences.NATURE, language), say(fixed_sentences.SUPERVISORY, language)
    elif report.confidential:
        yield say(fixed_sentences.NATURE, language), say(fixed_sentences.IS_CONFIDENTIAL, language)
    earliest = report.earliest_limit
    # One date in a letter, where it can be: the one its sentences are about.
    if earliest and not any(DAY_OF_THE_YEAR.search(sentence) for sentence in (*about.happened, *about.next)):
        name = word("limit", LimitName(earliest.name), language)
        yield say(fixed_sentences.DEADLINE, language), f"{due_in_words(earliest, language)} ({name})"
