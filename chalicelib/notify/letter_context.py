"""What a letter is about, and everything its sentences may name.

The report is the one the event's command left behind, not the present one: a letter that is sent late, or again, says
the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.actors import Role
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.deadlines import is_over
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.limits import Limit, LimitName
from chalicelib.domain.report import Outcome, Report
from chalicelib.language import Said, say
from chalicelib.language.dates import day_in_words, moment_in_words
from chalicelib.language.words import word
from chalicelib.notify.letter_texts.fixed_sentences import CONTACT_PARTS

_PLAIN = re.compile(r"[A-Za-z0-9 .,:'\"()/&?!-]{1,150}")
_ADDRESS_OR_NUMBER = re.compile(r"://|\bwww\.|\w\.[a-z]{2}|\d(?:[ .-]?\d){5}", re.IGNORECASE)
# Facts of an event by which a row of wording can be named.
NAMING_FACTS = ("kind", "limit", "level", "reason", "allowed")


@dataclass(frozen=True, slots=True)
class LetterContext:
    """An event, the report as its command left it and as it is now, and where the names of what they name are found.

    ``public_words`` are what the public reads of the event on a published report (``domain.visibility``);
    ``asked_about`` is the earlier event whose words the reporter is asked about (``notify.asked``); ``title`` is the
    report's, where a mail may carry it (``title_for_a_mail``).
    """

    report: Report
    present: Report
    event: Event
    directory: Directory
    category: Said
    site_url: str
    public_words: str | None = None
    asked_about: Event | None = None
    title: str | None = None

    def agency_name(self, agency_id: str | None) -> str | None:
        """An agency's name on one line, with its institution's behind it; None for no agency."""
        if agency_id is None:
            return None
        agency = self.directory.get(agency_id)
        if agency is None:
            return one_line(agency_id)
        institution = self.directory.institution_of(agency_id)
        whole = agency.name if agency is institution else f"{agency.name}, {institution.name}"
        return one_line(whole)

    def name_in_a_sentence(self, agency_id: str | None) -> str | None:
        """An agency's own name alone, for a sentence to stay short: a letter's facts name its institution, too."""
        agency = self.directory.get(agency_id) if agency_id else None
        return one_line(agency.name) if agency else self.agency_name(agency_id)

    def short_name(self, agency_id: str | None) -> str | None:
        """What an agency is called where there is little room; None for no agency."""
        agency = self.directory.get(agency_id) if agency_id else None
        return one_line(agency.short_name or agency.name) if agency else None

    def details(self) -> Iterator[str]:
        """What tells this event from others of its type, the most telling first."""
        event, named = self.event, self._named_limit
        if event.data.get("promised_by"):
            yield Outcome.PLANNED.value
        if event.type is EventType.ESCALATED and named and not is_over(named, event.at):
            yield "reopened"  # no limit has lapsed: the reporter has disputed twice
        if event.type is EventType.FORWARDED and self.report.published_at == event.at:
            yield "published"
        if event.type is EventType.ARCHIVED and not self.running(LimitName.OBJECT):
            yield "final"
        if event.type is EventType.LEFT and event.actor.role is Role.REPORTER:
            yield "own"
        yield from (str(event.data[fact]) for fact in NAMING_FACTS if fact in event.data)

    @property
    def _named_limit(self) -> Limit | None:
        name = self.event.data.get("limit")
        return self.report.limit(LimitName(name)) if name else None

    def running(self, *names: LimitName) -> Limit | None:
        """The first of these limits that runs."""
        found = (self.report.limit(name) for name in names)
        return next((limit for limit in found if limit and self.report.runs(limit)), None)

    @property
    def public_quote(self) -> str | None:
        """What others than the reporter may read of the event's words: only while everybody can."""
        return self.public_words if self.is_published else None

    @property
    def officers_words(self) -> str | None:
        """What an officer wrote to the reporter with this event, or with the one it asks about; never what the reporter
        wrote.
        """
        quoted = self._quoted
        return None if quoted.actor.role is Role.REPORTER else quoted.text

    @property
    def _quoted(self) -> Event:
        return self.asked_about or self.event

    @property
    def is_confidential(self) -> bool:
        """Whether it was, or has become, a report whose words do not travel by mail."""
        return self.report.confidential or self.present.confidential

    @property
    def is_published(self) -> bool:
        """Whether the public could read it then and still can."""
        return self.report.published and self.present.published

    def values(self, language: str, *, with_words: bool) -> dict[str, str]:
        """What sentences may name, as far as it is known; officers' own words only when they may stand in a mail."""
        known = self._parties() | self._times(language) | self._data(language)
        if with_words:
            known |= self._written()
        return {name: value for name, value in known.items() if value}

    def _parties(self) -> dict[str, str | None]:
        report = self.report
        before = report.held_by[-2] if len(report.held_by) > 1 else None
        return {
            "report_id": report.report_id,
            "holder": self.name_in_a_sentence(report.last_holder),
            "institution": self.agency_name(self.directory.institution_of(report.last_holder).agency_id),
            "held_before": self.name_in_a_sentence(before),
            "proposed": self.name_in_a_sentence(self.event.data.get("proposed")),
            "into": self.event.data.get("into"),
            "speaker": self.name_in_a_sentence(self._quoted.actor.agency_id or report.last_holder),
        }

    def _times(self, language: str) -> dict[str, str | None]:
        """Every limit that runs as ``by_<name>``; ``due`` and ``limit`` of the one that the event names."""
        named, earliest = self._named_limit, self.report.earliest_limit
        return {
            **{f"by_{one.name}": due_in_words(one, language) for one in self.report.limits if self.report.runs(one)},
            "by_answer": due_in_words(self.report.answer_limit, language),
            "due": due_in_words(named, language),
            "limit": word("limit", named.name, language) if named else None,
            "moved_by": "; ".join(_day_off(one, language) for one in self.event.data.get("holidays", ())),
            "complete_since": day_in_words(self._complete_since(), language),
            "earliest": due_in_words(earliest, language),
            "earliest_limit": word("limit", earliest.name, language) if earliest else None,
        }

    def moved(self, language: str) -> tuple[dict[str, str], ...]:
        """Every limit that this event moved, with its last day before and now; the one that ends first comes first."""
        return tuple(
            {
                "moved_limit": word("limit", one["limit"], language),
                "moved_before": day_in_words(date.fromisoformat(one["before"]), language),
                "moved_after": day_in_words(date.fromisoformat(one["after"]), language),
            }
            for one in sorted(self.event.data.get("moved", ()), key=lambda one: str(one["after"]))
        )

    def _complete_since(self) -> date:
        """The day since when nothing is missing, where the last holder is: of receipt, or of the last completion."""
        zone = self.directory.institution_of(self.report.last_holder).timezone
        given = [local_date(pause.until, zone) for pause in self.report.pauses if pause.until]
        return max([self.report.day_of_receipt(zone), *given])

    def _data(self, language: str) -> dict[str, str | None]:
        data = self.event.data
        acted_on = data.get("action_date")
        promised_by = self.report.promised_by
        is_code = self.event.type is not EventType.EXTENDED
        return {
            "level": str(data.get("level") or ""),
            "days": str(data.get("days") or ""),
            "reason": word("reason", data["reason"], language) if is_code and data.get("reason") else None,
            "changed": ", ".join(_contact_parts(data.get("changed", ()), language)),
            "outcome": word("outcome", data["outcome"], language) if data.get("outcome") else None,
            "promised_by": day_in_words(promised_by, language) if promised_by else None,
            "action_date": day_in_words(date.fromisoformat(acted_on), language) if acted_on else None,
        }

    def _written(self) -> dict[str, str | None]:
        data = self.event.data
        why = data.get("reason") if self.event.type is EventType.EXTENDED else None
        return {"why": one_line(why or ""), "refer_to": one_line(data.get("refer_to") or "").rstrip(".")}


def _contact_parts(changed: Iterable[str], language: str) -> Iterator[str]:
    return (say(CONTACT_PARTS[part], language) for part in changed if part in CONTACT_PARTS)


def _day_off(holiday: Mapping[str, str | None], language: str) -> str:
    """A day off with its name and the decree that declared it."""
    name = say((str(holiday["name_id"]), str(holiday["name_en"])), language)
    why = ", ".join(one_line(part) for part in (name, holiday["decree"]) if part)
    return f"{day_in_words(date.fromisoformat(str(holiday['date'])), language)} ({why})"


def due_in_words(limit: Limit | None, language: str) -> str | None:
    """The last moment of a limit, in its own zone."""
    return moment_in_words(limit.due_at, language, limit.timezone) if limit else None


def title_for_a_mail(title: str, *states: Report) -> str | None:
    """The title of a report in those states as its reporter's and its officers' mails may carry it: none of a report
    whose words do not travel by mail, or that is about somebody.
    """
    if any(one.confidential or one.supervisory or one.reported_agencies or one.erased_at for one in states):
        return None
    return plain_title(title)


def plain_title(title: str) -> str | None:
    """A title as a subject may carry it; None for one with an address, a link or a number of somebody in it, or with
    signs that no title needs: anybody may name anybody's address in a report, and a subject is read over shoulders.
    """
    whole = one_line(title)
    if not _PLAIN.fullmatch(whole) or _ADDRESS_OR_NUMBER.search(whole):
        return None
    return whole


def one_line(text: str) -> str:
    """A text that others wrote, unable to begin a line of its own."""
    return " ".join(text.split())
