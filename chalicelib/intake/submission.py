"""A new report as the citizen sent it: every fault at once, or a Submission the domain can decide on."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.channels import Channel
from chalicelib.domain.directory import Directory
from chalicelib.domain.faults import of_agencies
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.report import Classification
from chalicelib.intake.schema import KEY, REPORTER, SUBMISSION


@dataclass(frozen=True, slots=True)
class Submission:
    """What the citizen said; ``location`` holds only the parts that were given."""

    classification: Classification
    title: str
    body: str
    category: str
    agency_id: str | None
    event_date: date | None
    location: dict[str, Any] | None
    name: str | None
    email: str | None
    phone: str | None
    anonymous: bool
    confidential: bool
    language: str
    reported_agencies: tuple[str, ...]
    attachments: tuple[str, ...]
    consent: bool
    # What came later than a claim may be old has a default: a report sent again is told by what it says (submitting).
    assistance: tuple[str, ...] = ()
    proxy: dict[str, str] | None = None
    channel: Channel = Channel.WEB
    # What an officer who records it for somebody says besides.
    received_on: date | None = None
    external_number: str | None = None
    consent_given: Mapping[str, Any] | None = None

    @property
    def people(self) -> str:
        """The names of everybody whom the report must not give away: its reporter, and for whom it is made."""
        return " ".join(name for name in (self.name, (self.proxy or {}).get("name")) if name)


def parse_submission(
    fields: Mapping[str, object], *, category_ids: Container[str], agencies: Directory, today: date
) -> Submission:
    """The report in these fields; ``submission_key`` is checked and left out. Raises Invalid with every fault."""
    values, faults = SUBMISSION.gather(fields)
    submission = submission_in(fields, values, faults, category_ids=category_ids, agencies=agencies, today=today)
    if faults:
        raise Invalid(*faults)
    return submission


def submission_in(
    fields: Mapping[str, object],
    values: dict[str, Any],
    faults: list[FieldError],
    *,
    category_ids: Container[str],
    agencies: Directory,
    today: date,
    known_by_name: bool = False,
) -> Submission:
    """The report in values that a shape has read; what is wrong across its fields is added to ``faults``.

    ``known_by_name``: somebody who is not anonymous need not be reached, as long as they have a name.
    """
    faults.extend(_faults_between(fields, values, category_ids, today, known_by_name=known_by_name))
    faults.extend(of_agencies(values["agency_id"], values["reported_agencies"], agencies))
    del values["submission_key"]
    reporter = {"name": None, "email": None, "phone": None} | (values.pop("reporter") or {})
    return Submission(**values, **reporter)


def parse_submission_key(header: str | None, fields: Mapping[str, object]) -> str | None:
    """The key that makes a repeated submit the same one: the header's, or else the field's. Raises Invalid."""
    keys: list[str] = []
    faults: list[FieldError] = []
    for value in (header, fields.get("submission_key")):
        try:
            key = None if value is None else KEY.read(value, "submission_key")
        except Invalid as refusal:
            faults.extend(fault for fault in refusal.errors if fault not in faults)
        else:
            keys.extend([key] if key and key not in keys else [])
    if len(keys) > 1 and not faults:
        faults.append(FieldError("submission_key", "differs"))
    if faults:
        raise Invalid(*faults)
    return keys[0] if keys else None


def parse_keyed_submission(
    header: str | None,
    fields: Mapping[str, object],
    *,
    category_ids: Container[str],
    agencies: Directory,
    today: date,
    key_required: bool = True,
) -> tuple[str, Submission]:
    """A report and the key it comes with, empty when none was required. Raises Invalid with the faults of both."""
    return with_its_key(
        header,
        fields,
        lambda: parse_submission(fields, category_ids=category_ids, agencies=agencies, today=today),
        key_required=key_required,
    )


def with_its_key(
    header: str | None, fields: Mapping[str, object], read: Callable[[], Submission], *, key_required: bool = True
) -> tuple[str, Submission]:
    """What ``read`` makes of the fields, and the key it comes with. Raises Invalid with the faults of both."""
    key: str | None = None
    faults: list[FieldError] = []
    try:
        key = parse_submission_key(header, fields)
    except Invalid as refusal:
        faults.extend(refusal.errors)
    else:
        faults.extend([FieldError("submission_key", "required")] if key_required and not key else [])
    try:
        submission = read()
    except Invalid as refusal:
        raise Invalid(*refusal.errors, *(fault for fault in faults if fault not in refusal.errors)) from None
    if faults:
        raise Invalid(*faults)
    return key or "", submission


def _faults_between(
    fields: Mapping[str, object],
    values: Mapping[str, Any],
    category_ids: Container[str],
    today: date,
    *,
    known_by_name: bool,
) -> Iterator[FieldError]:
    if values["category"] and values["category"] not in category_ids:
        yield FieldError("category", "unknown_category")
    if values["event_date"] and values["event_date"] > today:
        yield FieldError("event_date", "in_the_future")
    if values["anonymous"] or _says_one(fields.get("reporter"), ("email", "phone")):
        return
    if not known_by_name:
        yield FieldError("reporter.email", "contact_required")
    elif not _says_one(fields.get("reporter"), ("name",)):
        yield FieldError("reporter.name", "name_or_contact_required")


def _says_one(reporter: object, enough: tuple[str, ...]) -> bool:
    """Whether one of these was given of the reporter, if only a faulty one, whose fault is told already."""
    if not isinstance(reporter, Mapping):
        return reporter is not None
    values, faults = REPORTER.gather(reporter)
    return any(values[name] for name in enough) or bool({*enough} & {fault.field for fault in faults})
