"""Bodies read as the routes read them, over a small tree of agencies and a fixed day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.refusals import Invalid
from chalicelib.intake.commands import parse_officer_command, parse_reporter_command
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, SUBMISSION, TRACKING
from chalicelib.intake.shapes import Field, Shape, read_values
from chalicelib.intake.submission import Submission, parse_keyed_submission

TODAY = date(2026, 11, 25)
KEY = "kunci-uji-0001"
CATEGORIES = {"pekerjaan-umum", "kesehatan"}
TREE = Directory(
    {
        agency.agency_id: agency
        for agency in (
            Agency("ri", "Republik Indonesia", "NASIONAL", None, "Asia/Jakarta"),
            Agency("kab.6201", "Kabupaten Kotawaringin Barat", "KABUPATEN", "ri", "Asia/Pontianak"),
            Agency("kab.6201.dpupr", "Dinas Pekerjaan Umum", "DINAS", "kab.6201", "Asia/Pontianak"),
            Agency("kab.6201.setda", "Sekretariat", "SETDA", "kab.6201", "Asia/Pontianak", accepts_reports=False),
        )
    }
)
BODIES: dict[str, Shape] = {"submit": SUBMISSION, "track": TRACKING} | REPORTER_COMMANDS | OFFICER_COMMANDS

GOOD: dict[str, dict[str, Any]] = {
    "submit": {
        "classification": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Ada lubang besar di depan pasar yang membahayakan.",
        "category": "pekerjaan-umum",
        "reporter": {"email": "siti@warga.example"},
        "consent": True,
    },
    "track": {"report_id": "LP-0000-0000-000", "access_code": "0" * 20},
    "complete": {"body": "Di RT 5."},
    "reply": {"text": "Masih."},
    "dispute": {"text": "Belum."},
    "object": {"text": "Keliru."},
    "contact": {"email": "siti@warga.example"},
    "survey": {"easy": 4, "quick": 1, "useful": 3},
    "ombudsman": {"consent": True},
    "publicity": {"allowed": True},
    "forward": {"to": "kab.6201"},
    "request-data": {"text": "Di mana?"},
    "archive": {"reason": "spam", "text": "Iklan."},
    "join": {"into": "LP-0000-0000-000"},
    "merge": {"into": "LP-0000-0000-000"},
    "return": {"proposed": "kab.6201.dpupr", "text": "Bukan kami."},
    "decide": {"to": "kab.6201"},
    "note": {"text": "Catatan."},
    "contact-log": {"how": "call", "reached": False, "text": "Tidak diangkat."},
    "progress": {"text": "Sedang."},
    "answer": {"text": "Lubang sudah ditambal kemarin."},
    "extend": {"days": 1, "reason": "Hujan", "text": "Perlu waktu."},
    "unpublish": {"text": "Keliru."},
}


def good(name: str) -> dict[str, Any]:
    """A body of that name without a fault, as small as can be."""
    version = {"version": 1} if name in OFFICER_COMMANDS else {}
    return {**GOOD.get(name, {}), **version}


def read(name: str, fields: Mapping[str, object]) -> Any:
    """What the body says. Raises Invalid."""
    if name == "submit":
        return submission(fields)
    if name == "track":
        return tuple(read_values(TRACKING, fields).values())
    if name in REPORTER_COMMANDS:
        return parse_reporter_command(name, fields)
    return parse_officer_command(name, fields, category_ids=CATEGORIES, agencies=TREE)


def submission(fields: Mapping[str, object], header: str | None = KEY) -> Submission:
    """The report in a body. Raises Invalid."""
    _, read = parse_keyed_submission(header, fields, category_ids=CATEGORIES, agencies=TREE, today=TODAY)
    return read


def faults(name: str, fields: Mapping[str, object]) -> list[tuple[str, str]]:
    """The faults of a body, as (field, code)."""
    try:
        read(name, fields)
    except Invalid as refusal:
        return [(error.field, error.code) for error in refusal.errors]
    return []


def with_value(fields: Mapping[str, Any], path: str, value: object) -> dict[str, Any]:
    """The body with one field, named by its dotted path, set to a value."""
    group, _, part = path.partition(".")
    if not part:
        return {**fields, path: value}
    inner = fields.get(group)
    return {**fields, group: {**(inner if isinstance(inner, Mapping) else {}), part: value}}


def every_field(shape: Shape, at: str = "") -> list[tuple[str, Field]]:
    """All fields of a body by their dotted paths, those inside groups included."""
    found = []
    for field in shape.fields:
        found.append((f"{at}{field.name}", field))
        if isinstance(field.kind, Shape):
            found += every_field(field.kind, f"{at}{field.name}.")
    return found
