"""Letters, pure: what is written to whom about an event. A subject carries a number and a fixed phrase, nothing else.

Only a reporter's own letters carry an access code, in an address's fragment, which reaches no server. Officers read
no more in a mail than the number, the kind and the deadline; followers no more than the public does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from chalicelib.domain.events import EventType
from chalicelib.domain.report import ClosedReason, LimitName, Report
from chalicelib.intake.dates import moment_in_words
from chalicelib.intake.words import word
from chalicelib.notify import phrases
from chalicelib.notify.matter import Matter, due_in_words, one_line
from chalicelib.notify.rendering import Content, Link, html_of, text_of
from chalicelib.notify.wording import Said, Wording, choose, say, sentences
from chalicelib.notify.wordings.officer import OFFICER_ROWS
from chalicelib.notify.wordings.public import PUBLIC_ROWS
from chalicelib.notify.wordings.reporter import REPORTER_ROWS

REPORTER = "reporter"
OFFICERS_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person.

    ``recipient`` is their part ("reporter", "officer_dpupr"), and with report and event the letter's identity: fit for
    a key and for a tag of the mail service (letters, digits, hyphen, underscore), and never an address.
    """

    recipient: str
    to: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Follower(Protocol):
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


def to_reporter(matter: Matter, to: str, access_code: str) -> Letter:
    """To the reporter, with links that open their report at the step that is theirs. Raises KeyError if not told."""
    language = matter.report.language
    wording = choose(REPORTER_ROWS, matter.event.type, matter.details())
    content = _about(matter, wording, language, words=not matter.is_confidential)
    if matter.event.type is EventType.SUBMITTED:
        content = replace(content, codes=(*content.codes, (say(phrases.ACCESS_CODE, language), access_code)))
    if wording.opens:
        page = f"{matter.site_url}/lacak#{matter.report.report_id}.{access_code}"
        content = replace(content, links=tuple(_steps(wording, page, language)))
    notes = tuple(say(note, language) for note in _reporters_notes(matter, wording))
    return letter(REPORTER, to, replace(content, notes=notes))


def to_officer(
    matter: Matter,
    username: str,
    role: str,
    to: str,
    stands_in_for: str | None = None,
    *,
    language: str = OFFICERS_LANGUAGE,
) -> Letter:
    """To an officer; ``stands_in_for`` names the agency that has nobody of its own to tell. Raises KeyError."""
    wording = choose(OFFICER_ROWS, matter.event.type, [*matter.details(), role])
    page = Link(say(phrases.OPEN_THE_DESK, language), f"{matter.site_url}/petugas#{matter.report.report_id}")
    standing_in = sentences([phrases.STANDS_IN], language, {"agency": stands_in_for} if stands_in_for else {})
    content = replace(
        _about(matter, wording, language, words=False),
        facts=tuple(_officers_facts(matter, language)),
        links=(page,) if wording.opens else (),
        notes=(*standing_in, say(phrases.NOTHING_PRIVATE, language)),
    )
    return letter(officer_part(username), to, content)


def to_merged_reporter(matter: Matter, own: Report, to: str, access_code: str) -> Letter:
    """To the reporter of a report that was merged into this one: its public events, and the way to their own report."""
    language = own.language
    wording = choose(PUBLIC_ROWS, matter.event.type, matter.details())
    content = replace(
        _about(matter, wording, language, words=matter.is_published),
        subject=f"{own.report_id}: {say(phrases.MERGED_NEWS, language)}",
        codes=(
            (say(phrases.YOUR_REPORT, language), own.report_id),
            (say(phrases.MERGED_INTO, language), matter.report.report_id),
        ),
        links=(
            Link(say(phrases.OPEN_OWN, language), f"{matter.site_url}/lacak#{own.report_id}.{access_code}"),
            *([_public_page(matter, language)] if matter.is_published else []),
        ),
        notes=(say(phrases.KEEP_TO_YOURSELF, language),),
    )
    return letter(f"{REPORTER}_{own.report_id}", to, content)


def to_follower(matter: Matter, follower: Follower) -> Letter:
    """To somebody who follows the report: what everybody may read, and a way out."""
    report, language = matter.report, follower.language
    wording = choose(PUBLIC_ROWS, matter.event.type, matter.details())
    content = _about(matter, wording, language, words=True)
    content = replace(
        content,
        happened=(*([one_line(report.public_title)] if report.public_title else []), *content.happened),
        links=(_public_page(matter, language),),
        way_out=Link(say(phrases.STOP_FOLLOWING, language), follower.page_url),
    )
    return letter(follower.recipient, follower.email, content, follower.headers)


def letter(recipient: str, to: str, content: Content, headers: Mapping[str, str] | None = None) -> Letter:
    """The content on paper, both ways."""
    return Letter(recipient, to, content.subject, text_of(content), html_of(content), headers or {})


def officer_part(username: str) -> str:
    """An officer as recipient: signs that no tag may have are spelled by their number, so that no two become one."""
    return "officer_" + re.sub(r"[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", username)


def _about(matter: Matter, wording: Wording, language: str, *, words: bool) -> Content:
    """What every letter about an event says; ``words`` tells whether what an officer wrote may stand in it."""
    report_id, title = matter.report.report_id, say(wording.title, language)
    values = matter.values(language, with_words=words)
    return Content(
        language=language,
        subject=f"{report_id}: {title}",
        title=title,
        site_url=matter.site_url,
        codes=((say(phrases.NUMBER, language), report_id),),
        happened=sentences(wording.happened, language, values),
        quote=matter.officers_words if words else None,
        next=sentences(wording.next, language, values),
        facts=tuple(_facts(matter, language)),
    )


def _steps(wording: Wording, page: str, language: str) -> Iterator[Link]:
    """The steps offered, each a link that only opens a page: the step is named behind the code."""
    if not wording.steps:
        yield Link(say(phrases.OPEN_OWN, language), page)
    for step in wording.steps:
        yield Link(say(phrases.STEPS[step], language), f"{page}.{step}")


def _public_page(matter: Matter, language: str) -> Link:
    return Link(say(phrases.OPEN_PUBLIC, language), f"{matter.site_url}/laporan?id={matter.report.report_id}")


def _reporters_notes(matter: Matter, wording: Wording) -> Iterator[Said]:
    is_receipt = matter.event.type is EventType.SUBMITTED
    if is_receipt and matter.report.anonymous:
        yield phrases.ANONYMOUS
    if matter.is_confidential and matter.officers_words:
        yield phrases.CONFIDENTIAL
    if wording.opens:
        yield phrases.KEEP_TO_YOURSELF
    if is_receipt:
        yield phrases.EMERGENCY


def _facts(matter: Matter, language: str) -> Iterator[tuple[str, str]]:
    """Where the report stands, and who holds it since when."""
    report = matter.report
    # Closed for want of a word is never told as solved.
    unconfirmed = report.closed_reason is ClosedReason.NO_REPLY
    state = word("reason", ClosedReason.NO_REPLY, language) if unconfirmed else word("state", report.state, language)
    yield say(phrases.STATE, language), state
    holder = matter.agency_name(report.holder)
    if holder:
        agency = matter.directory.get(report.holder)
        since = moment_in_words(report.holder_since, language, agency.timezone if agency else "Asia/Jakarta")
        yield say(phrases.HELD_BY, language), holder
        yield say(phrases.SINCE, language), since


def _officers_facts(matter: Matter, language: str) -> Iterator[tuple[str, str]]:
    report = matter.report
    yield say(phrases.KIND, language), word("classification", report.classification, language)
    yield say(phrases.CATEGORY, language), one_line(say(matter.category, language))
    if report.supervisory:
        yield say(phrases.NATURE, language), say(phrases.SUPERVISORY, language)
    elif report.confidential:
        yield say(phrases.NATURE, language), say(phrases.IS_CONFIDENTIAL, language)
    yield from _facts(matter, language)
    earliest = report.earliest_limit
    if earliest:
        name = word("limit", LimitName(earliest.name), language)
        yield say(phrases.DEADLINE, language), f"{due_in_words(earliest, language)} ({name})"
