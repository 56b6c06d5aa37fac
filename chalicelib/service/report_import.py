"""Reports from a file of an office's books: all faults at once, or each row recorded, once by its ``external_number``.

A file of a thousand rows is more than one request has time for: each takes so many new ones and says how many are left;
the same file sent again goes on there, and repeats nothing. Requests: 1 for each hundred rows, 1 for each new report
(more where others write the same), as ``submitting`` says.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.domain.actors import Actor
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.commands import agencies_named
from chalicelib.intake.csv_rows import CsvRow, read_csv
from chalicelib.intake.recording import parse_recording
from chalicelib.intake.recording_rows import RECORDING_ROW, fields_of
from chalicelib.intake.submission import Submission
from chalicelib.service import submitting
from chalicelib.service.administration.importing import in_parts, on_line, refuse_any
from chalicelib.service.recording import faults_of_day, record, require_recorder
from chalicelib.store import directory_lookup
from chalicelib.store.claims import SubmissionClaim, load_claims

if TYPE_CHECKING:
    from chalicelib.answers.recording import ReportsImport

NEW_AT_ONCE = 50
CLAIMS_AT_ONCE = 100
# The latest date that is already today for somebody in Indonesia is that of Jayapura.
EARLIEST_TODAY = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class _ReadRow:
    """A row without a fault of its own, and the claim of the report that it became, if it did."""

    line: int
    number: str
    submission: Submission
    of_day: tuple[FieldError, ...]
    claim: SubmissionClaim | None = None


def import_reports(raw: bytes, actor: Actor, now: datetime, *, dry_run: bool) -> "ReportsImport":
    """Record the reports of a file, or only say what it would do.

    Raises Forbidden, and Invalid with every fault of every row: then nothing was written.
    """
    require_recorder(actor)
    found, faults = read_csv(raw, RECORDING_ROW)
    rows = _read(found, faults, actor, now)
    refuse_any(faults)
    new = [row for row in rows if row.claim is None]
    taken = [] if dry_run else new[:NEW_AT_ONCE]
    receipts = [(row, record(row.submission, _key(row.number), actor, now)[0]) for row in taken]
    return {
        "rows": len(rows),
        "created": len(new) if dry_run else len(taken),
        "unchanged": len(rows) - len(new),
        "left": 0 if dry_run else len(new) - len(taken),
        "dry_run": dry_run,
        "receipts": [
            {
                "line": row.line,
                "external_number": row.number,
                "report_id": receipt["report_id"],
                "access_code": receipt["access_code"],
            }
            for row, receipt in receipts
        ],
    }


def _key(number: str) -> str:
    return f"import {number}"


def _read(found: list[CsvRow], faults: list[FieldError], actor: Actor, now: datetime) -> list[_ReadRow]:
    """The rows as reports; what is wrong with them is added to ``faults``."""
    agencies = directory_lookup.directory_covering(
        name for row in found for name in agencies_named(fields_of(row.fields))
    )
    categories, today = directory_lookup.categories(), (now + EARLIEST_TODAY).date()
    read: list[_ReadRow] = []
    for row in found:
        fields = fields_of(row.fields)
        of_day = tuple(faults_of_day(fields, agencies, now))
        nameless = [] if fields.get("external_number") else [FieldError("external_number", "required")]
        try:
            submission = parse_recording(fields, category_ids=categories, agencies=agencies, today=today)
        except Invalid as refusal:
            faults += on_line(row.line, [*nameless, *refusal.errors, *of_day])
        else:
            faults += on_line(row.line, nameless)
            read.append(_ReadRow(row.line, submission.external_number or "", submission, of_day))
    known = _claims(read, actor, now)
    first: dict[str, int] = {}
    rows = []
    for one in read:
        claim = known.get(submitting.key_hash_of(_key(one.number), actor))
        faults += on_line(one.line, _faults_among(one, first, claim))
        rows.append(replace(one, claim=claim))
    return rows


def _faults_among(one: _ReadRow, first: dict[str, int], claim: SubmissionClaim | None) -> Iterable[FieldError]:
    """What is wrong with a row among the others and beside what is recorded; of what is recorded no day is too old."""
    line = first.setdefault(one.number, one.line)
    if line != one.line:
        return [FieldError("external_number", "double_number", {"first": line})]
    if claim is None:
        return one.of_day
    if claim.content_hash != submitting.content_hash_of(one.submission):
        return [FieldError("external_number", "number_taken", {"report": claim.report_id})]
    return []


def _claims(rows: list[_ReadRow], actor: Actor, now: datetime) -> dict[str, SubmissionClaim]:
    hashes = list(dict.fromkeys(submitting.key_hash_of(_key(row.number), actor) for row in rows))
    found: dict[str, SubmissionClaim] = {}
    for some in in_parts(hashes, CLAIMS_AT_ONCE):
        found |= load_claims(some, now)
    return found
