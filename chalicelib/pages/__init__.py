"""Pages for those who come without script: plain HTML forms and what answers them, Indonesian or English.

Everything a person wrote is escaped by the template engine; no page carries an access code in an address.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.domain.calendar.time_zones import CAPITAL
from chalicelib.domain.refusals import FieldError
from chalicelib.domain.report import MULTIPLE_CHOICES
from chalicelib.language import say
from chalicelib.language.dates import day_in_words, moment_in_words
from chalicelib.language.labels import hint, label
from chalicelib.language.places import place_in_words
from chalicelib.language.recovery_sentences import recovery_said
from chalicelib.language.sentences import field_messages
from chalicelib.language.sentences_of_fields import is_of_field
from chalicelib.language.words import state_in_words, word
from chalicelib.pages.again import Again, Notice, flat, own_again
from chalicelib.pages.frame import framed, menu
from chalicelib.pages.step_groups import SETTINGS

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form lets people choose from: (id, name)."""

    categories: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[str, str], ...]


def check_page(language: str, fields: Mapping[str, object], choices: Choices, key: str, message: str = "") -> str:
    """The answers once more before they are sent, with the key that makes sending twice harmless.

    ``message`` says why they were not taken in, when they were sent in vain.
    """
    answers = flat(fields)
    again = Again("/api/reports", answers)
    return rendered(
        "check.html", language, again, answers=answers, choices=choices, key=key, faults=[], message=message
    )


def faults_page(language: str, fields: Mapping[str, object], choices: Choices, errors: Iterable[FieldError]) -> str:
    """The form again: every fault on top and at its field, every answer kept."""
    faults = field_messages(errors, language)
    answers = flat(fields)
    again = Again("/api/reports", answers)
    return rendered("faults.html", language, again, answers=answers, choices=choices, faults=faults)


def receipt_page(language: str, receipt: Any) -> str:
    """Number and access code, a way to send their link to oneself, and what happens next."""
    # Imported here: nothing else draws a code.
    from chalicelib.pages import qr

    link = f"{receipt.track_url}#{receipt.report_id}.{receipt.access_code}"
    again = Again("/api/track", flat({"report_id": receipt.report_id, "access_code": receipt.access_code}), apart=True)
    due_at = datetime.fromisoformat(receipt.due_at)
    return rendered("receipt.html", language, again, receipt=receipt, link=link, code=qr.drawn(link), due_at=due_at)


def printed_receipt_page(language: str, receipt: Mapping[str, Any]) -> str:
    """A receipt to print: what was received from whom, and when."""
    return rendered("printed_receipt.html", language, receipt=receipt)


def dossier_page(language: str, dossier: Mapping[str, Any]) -> str:
    """The papers for the Ombudsman, to fill in and print: Indonesian, and around them the reader's language."""
    indonesian = {
        "word": lambda kind, code: word(kind, code, "id"),
        "state_in_words": partial(state_in_words, language="id"),
        "moment": lambda text, zone: moment_in_words(datetime.fromisoformat(text), "id", zone),
        "day": lambda text: day_in_words(date.fromisoformat(text), "id"),
        "place_in_words": place_in_words,
        "agency_name": lambda agency_id: dossier["view"]["agency_names"].get(agency_id, agency_id),
    }
    return rendered("dossier.html", language, None, **dossier, **indonesian)


def own_page(
    language: str, view: Mapping[str, Any], code: str, notice: Notice | None = None, left: str | None = None
) -> str:
    """The own view with a form for every step the reporter may take now; ``left`` is how long they still wait."""
    faults = field_messages(notice.errors, language) if notice else []
    return rendered(
        "own.html",
        language,
        own_again(view["report_id"], code, notice),
        left=left,
        view=view,
        code=code,
        agency_name=lambda agency_id: view["agency_names"].get(agency_id, agency_id),
        place=place_in_words(view.get("location") or {}, view["agency_names"]),
        settings=SETTINGS,
        notice=notice,
        faults=faults,
        kept=flat(notice.kept or {}) if notice else {},
    )


def track_page(
    language: str, fields: Mapping[str, object], errors: Iterable[FieldError] = (), message: str = ""
) -> str:
    """Ask for number and code, again."""
    faults = field_messages(errors, language)
    answers = flat(fields)
    return rendered(
        "track.html", language, Again("/api/track", answers), answers=answers, faults=faults, message=message
    )


def recovery_page(language: str, fields: Mapping[str, object], errors: Iterable[FieldError]) -> str:
    """Ask by which contact numbers and links shall be sent, again."""
    return rendered(
        "recovery.html",
        language,
        Again("/api/recover", flat(fields)),
        answers=flat(fields),
        faults=field_messages(errors, language),
        said=partial(recovery_said, language=language),
        recovery_hint=lambda field: recovery_said("phone_hint", language) if field == "phone" else "",
    )


def recovery_asked_page(language: str) -> str:
    """What follows, said alike whether the contact is on file or not."""
    return rendered("recovery_asked.html", language, said=partial(recovery_said, language=language))


def erased_page(language: str, view: Mapping[str, Any]) -> str:
    """What remains to be said after erasing."""
    return rendered("erased.html", language, view=view)


def follow_page(language: str, state: str, report_id: str = "", title: str = "", token: str = "") -> str:
    """Following a report: ``invited`` (a letter is on its way), ``asked``, ``following``, ``stopped``, ``ended``."""
    return rendered("follow.html", language, state=state, report_id=report_id, title=title, token=token)


def refusal_page(error: Mapping[str, Any], language: str) -> str:
    """A refusal as a page."""
    return rendered("refusal.html", language, error=error)


def stylesheet() -> str:
    """The one stylesheet of all pages."""
    return (TEMPLATES / "style.css").read_text(encoding="utf-8")


def rendered(template: str, language: str, again: Again | None = None, **values: Any) -> str:
    """A template of this folder in one language, with the words and dates that every page needs."""
    spoken = "en" if language == "en" else "id"
    said = {
        "language": spoken,
        "again": again,
        "elsewhere": "",
        "withheld": "",
        "say": lambda indonesian, english: say((indonesian, english), spoken),
        "word": lambda kind, code: word(kind, code, spoken),
        "state_in_words": partial(state_in_words, language=spoken),
        "label": partial(label, language=spoken),
        "hint": partial(hint, language=spoken),
        "framed": partial(framed, language=spoken),
        "menu_pages": menu(spoken),
        "multiple_choices": MULTIPLE_CHOICES,
        "moment": lambda text, zone=CAPITAL: moment_in_words(datetime.fromisoformat(text), spoken, zone),
        "day": lambda text: day_in_words(date.fromisoformat(text), spoken),
    }
    return _environment().get_template(template).render(said | values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.globals["is_of_field"] = is_of_field
    return made
