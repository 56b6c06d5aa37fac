"""What the site knows of the application, written once: the words of the API's answers, the facts behind its forms.

`python -m infra.site_facts web/.facts`, as the Makefile does before the site is built, writes `words.json` (what a
fault, a state or a field is called) and `facts.ts` (lengths, rules, lists of codes), which the site imports with types;
and `openapi.json`, which its types of the API's answers are made from.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.domain.attachments import LARGEST_BYTES, MEDIA_TYPES, MOST_FILES, AttachmentState
from chalicelib.domain.batches import BATCHES
from chalicelib.domain.calendar.declaring import KINDS as HOLIDAY_KINDS
from chalicelib.domain.calendar.time_zones import TIME_ZONES
from chalicelib.domain.contacts import INDONESIA, PHONE_DIGITS, PHONE_WRITTEN
from chalicelib.domain.directory import INSTITUTION_KINDS, NATION_ID
from chalicelib.domain.directory.agency_changes import ABBREVIATED_KINDS, PARENT_KINDS
from chalicelib.domain.directory.appointing import OFFICERS_ROLES
from chalicelib.domain.limits import DayUnit, LimitName
from chalicelib.domain.queues import FIRST_OPENED, QUEUES
from chalicelib.domain.report import MULTIPLE_CHOICES, WATCHED_FROM_LEVEL, Classification
from chalicelib.domain.signs import APOSTROPHES, CONTROL, DASHES, INVISIBLE, LINE_ENDS, UNSEEN
from chalicelib.domain.standards import SHORTENED, standards_from_rows
from chalicelib.domain.states import OPEN_STATES, State
from chalicelib.domain.stations import Station
from chalicelib.intake import query, schema
from chalicelib.intake.addresses import EMAIL
from chalicelib.intake.directory_rows import CLASSES
from chalicelib.intake.kinds import Consent, Number
from chalicelib.intake.shapes import Field, Shape
from chalicelib.intake.text_kinds import Choice, Text
from chalicelib.language import LANGUAGES
from chalicelib.language.answer_sentences import ANSWERS
from chalicelib.language.field_sentences import FIELDS
from chalicelib.language.labels import HINTS, LABELS
from chalicelib.language.recovery_sentences import RECOVERY
from chalicelib.language.sentences_of_fields import OF_FIELDS
from chalicelib.language.words import WORDS
from chalicelib.notify.letter_texts.fixed_sentences import STEPS
from chalicelib.pages.frame import FRAME, MENU
from chalicelib.pages.step_groups import SETTINGS
from chalicelib.routes import ROUTES
from chalicelib.routes.documents import openapi
from chalicelib.routes.row import CSV, XLSX

STANDARDS = Path(__file__).parents[1] / "chalicelib" / "data" / "standards.json"


def site_words() -> dict[str, dict[str, dict[str, str]]]:
    """Every table of words by language, kind and code."""
    labels = {"label": LABELS, "hint": HINTS, "frame": FRAME, "recovery": RECOVERY}
    tables = {**WORDS, "field": FIELDS, "of_field": OF_FIELDS, "answer": ANSWERS, **labels}
    return {
        language: {kind: {code: said[place] for code, said in table.items()} for kind, table in tables.items()}
        for place, language in enumerate(LANGUAGES)
    }


def site_facts() -> dict[str, Any]:
    """Every fact by its name in TypeScript; lists are in the order in which the site shows them."""
    return {**_lists(), **_fields(), **_files()}


def facts_source() -> str:
    """The facts as a module of constants, each as narrow in its type as its value."""
    lines = (f"export const {name} = {json.dumps(value)} as const;" for name, value in site_facts().items())
    return "\n".join(["// Written by infra/site_facts.py at every build.", *lines, ""])


def _lists() -> dict[str, Any]:
    national = standards_from_rows(json.loads(STANDARDS.read_text(encoding="utf-8")))
    return {
        "LANGUAGES": LANGUAGES,
        "MENU": MENU,
        "NATION": NATION_ID,
        "STATES": tuple(State),
        "STATIONS": tuple(Station),
        "OPEN_STATES": tuple(state for state in State if state in OPEN_STATES),
        "CLASSIFICATIONS": tuple(Classification),
        "REPORT_CLASSES": CLASSES,
        "QUEUES": tuple(QUEUES),
        "FIRST_OPENED": FIRST_OPENED,
        "ROLES": OFFICERS_ROLES,
        "OFFICER_COMMANDS": tuple(schema.OFFICER_COMMANDS),
        "REPORTER_COMMANDS": tuple(schema.REPORTER_COMMANDS),
        "REPORTERS_SETTINGS": SETTINGS,
        "BATCH_COMMANDS": BATCHES,
        "LETTER_STEPS": tuple(STEPS),
        "ARCHIVE_REASONS": _choices(schema.OFFICER_COMMANDS["archive"], "reason"),
        "CONTACT_WAYS": _choices(schema.OFFICER_COMMANDS["contact-log"], "how"),
        "RECORDED_CHANNELS": _choices(schema.RECORDING, "channel"),
        "CONSENT_WAYS": _choices(schema.CONSENT_GIVEN, "how"),
        "OUTCOMES": _choices(schema.OFFICER_COMMANDS["answer"], "outcome"),
        "OWN_LIMITS": SHORTENED,
        "PROMISE_DAYS": next(row.days for row in national if row.limit is LimitName.PROMISE),
        "CALENDAR_LIMITS": sorted({row.limit for row in national if row.unit is DayUnit.CALENDAR}),
        "WATCHED_FROM_LEVEL": WATCHED_FROM_LEVEL,
        "HOLIDAY_KINDS": HOLIDAY_KINDS,
        # Units first, then institutions; nobody makes a second nation, which stands under nothing.
        "ABBREVIATED_KINDS": ABBREVIATED_KINDS,
        "AGENCY_KINDS": tuple(sorted(filter(PARENT_KINDS.get, PARENT_KINDS), key=INSTITUTION_KINDS.__contains__)),
        "INSTITUTION_KINDS": tuple(kind for kind in PARENT_KINDS if kind in INSTITUTION_KINDS and PARENT_KINDS[kind]),
        "TIME_ZONES": {zone.name: zone.short for zone in TIME_ZONES},
    }


def _fields() -> dict[str, Any]:
    return {
        "LENGTHS": {name: (text.least, text.most) for name, text in _texts(schema.SUBMISSION)},
        "LONGEST_TEXT": Text().most,
        "LONGEST_PUBLIC_TITLE": dict(_texts(schema.OFFICER_COMMANDS["publish"]))["public_title"].most,
        "LONGEST_SEARCH": dict(_texts(query.AGENCIES))["q"].most,
        "REQUIRED": tuple(
            field.name for field in schema.SUBMISSION.fields if field.required and not isinstance(field.kind, Consent)
        ),
        "SPEAKING": tuple(name for name, text in _texts(schema.SUBMISSION) if text.speaks),
        "OF_LINES": tuple(name for name, text in _texts(schema.SUBMISSION) if text.lines),
        "PLACE_FIELDS": tuple(field.name for field in schema.LOCATION.fields if isinstance(field.kind, Text)),
        "AREA_LEVELS": tuple(
            field.name for field in schema.LOCATION.fields if isinstance(field.kind, Text) and not field.kind.lines
        ),
        "MULTIPLE_CHOICES": MULTIPLE_CHOICES,
        "POINT_FIELDS": schema.LOCATION.together,
        "PERSON_FIELDS": tuple(field.name for field in schema.REPORTER.fields),
        "PROXY_FIELDS": schema.PROXY.together,
        "EMAIL_PATTERN": EMAIL.pattern,
        "AROUND_EMAIL": EMAIL.around,
        "INDONESIA": INDONESIA,
        "PHONE_WRITTEN": PHONE_WRITTEN,
        "PHONE_DIGITS": PHONE_DIGITS,
        "MONTH_PATTERN": query.MONTH.pattern,
        "LINE_ENDS": LINE_ENDS.pattern,
        "CONTROL": CONTROL.pattern,
        "INVISIBLE": INVISIBLE.pattern,
        "UNSEEN": UNSEEN.pattern,
        "DASHES": DASHES,
        "APOSTROPHES": APOSTROPHES,
        "RATINGS": _numbers(schema.REPORTER_COMMANDS["confirm"], "rating"),
        "SURVEY": {one.name: _numbers(schema.REPORTER_COMMANDS["survey"], one.name) for one in _graded("survey")},
        "MOST_ROWS": _numbers(query.QUEUE_FILE, "limit")[-1],
    }


def _files() -> dict[str, Any]:
    # An ending that two types share stands for the one that names it first: .heif for image/heif.
    own = {one.extensions[0]: one.name for one in MEDIA_TYPES.values()}
    return {
        "MOST_FILES": MOST_FILES,
        "LARGEST_FILE": LARGEST_BYTES,
        "FILE_TYPES": {ending: own.get(ending, one.name) for one in MEDIA_TYPES.values() for ending in one.extensions},
        "ATTACHMENT_STATES": tuple(AttachmentState),
        "CSV_TYPE": CSV,
        "XLSX_TYPE": XLSX,
    }


def _field(shape: Shape, name: str) -> Field:
    return next(field for field in shape.fields if field.name == name)


def _choices(shape: Shape, name: str) -> tuple[str, ...]:
    kind = _field(shape, name).kind
    assert isinstance(kind, Choice), f"{name} is no choice"
    return tuple(kind.options)


def _numbers(shape: Shape, name: str) -> tuple[int, ...]:
    kind = _field(shape, name).kind
    assert isinstance(kind, Number), f"{name} is no number"
    return tuple(range(kind.least, kind.most + 1))


def _graded(command: str) -> tuple[Field, ...]:
    return tuple(
        one for one in schema.REPORTER_COMMANDS[command].fields if isinstance(one.kind, Number) and one.required
    )


def _texts(shape: Shape, at: str = "") -> Iterator[tuple[str, Text]]:
    for field in shape.fields:
        if isinstance(field.kind, Text):
            yield f"{at}{field.name}", field.kind
        elif isinstance(field.kind, Shape):
            yield from _texts(field.kind, f"{at}{field.name}.")


def write(folder: Path) -> None:
    """All files into the folder, which is made where it is not; what would not change stays untouched, and as old."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "words.json": json.dumps(site_words(), ensure_ascii=False, indent=1),
        "facts.ts": facts_source(),
        "openapi.json": json.dumps(openapi(ROUTES, ""), ensure_ascii=False),
    }
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
