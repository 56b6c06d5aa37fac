"""A reporter's or an officer's command as it was sent: every fault at once, or the domain's command and the version."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, get_args

from chalicelib.domain.commands import AGENCY_FIELDS, Complete, Contact, OfficerCommand, ReporterCommand
from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.schema import LONGEST_CODE, OFFICER_COMMANDS, REPORTED, REPORTER_COMMANDS

_REPORTER: dict[str, Any] = {command.name: command for command in get_args(ReporterCommand)}
_OFFICER: dict[str, Any] = {command.name: command for command in get_args(OfficerCommand)}
# Fields that travel with a command and are no part of it.
_BESIDE = ("version", "access_code")
_AGENCY_FIELDS = ("agency_id", *AGENCY_FIELDS)


def parse_reporter_command(name: str, fields: Mapping[str, object]) -> tuple[ReporterCommand, int | None]:
    """The command and the version the reporter read, if they said. Raises Invalid, and KeyError for no such command."""
    values, faults = REPORTER_COMMANDS[name].gather(fields)
    if name == Complete.name:
        values["text"] = values.pop("body")
        if not faults and not any(values[part] for part in ("text", "location", "attachments")):
            faults.append(FieldError("body", "something_required"))
    if name == Contact.name:
        values["person"] = values.pop("name")
        if not faults and not any(values[part] for part in ("person", "email", "phone")):
            faults.append(FieldError("email", "contact_empty"))
    if faults:
        raise Invalid(*faults)
    command: ReporterCommand = _REPORTER[name](**_said(values))
    return command, values["version"]


def agencies_named(fields: Mapping[str, object]) -> list[str]:
    """Every agency that a body names, as far as it can be one: for loading the directory around them.

    Of a list no more than a good one has: for naming thousands nobody makes us read the whole directory.
    """
    several = fields.get("reported_agencies")
    listed = several[: REPORTED.most] if isinstance(several, list) else []
    named = [fields.get(name) for name in _AGENCY_FIELDS] + listed
    return [one for one in named if isinstance(one, str) and len(one) <= LONGEST_CODE]


def parse_officer_command(
    name: str, fields: Mapping[str, object], *, category_ids: Container[str], agencies: Directory
) -> tuple[OfficerCommand, int]:
    """The command and the version the officer read. Raises Invalid, and KeyError for no such command."""
    values, faults = OFFICER_COMMANDS[name].gather(fields)
    if values.get("category") and values["category"] not in category_ids:
        faults.append(FieldError("category", "unknown_category"))
    faults.extend(_unknown_agencies(values, agencies))
    if faults:
        raise Invalid(*faults)
    command: OfficerCommand = _OFFICER[name](**_said(values))
    return command, values["version"]


def _unknown_agencies(values: Mapping[str, Any], agencies: Directory) -> Iterator[FieldError]:
    for name in _AGENCY_FIELDS:
        if values.get(name) and agencies.get(values[name]) is None:
            yield FieldError(name, "unknown_agency")
    if any(agencies.get(one) is None for one in values.get("reported_agencies") or ()):
        yield FieldError("reported_agencies", "unknown_agency")


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and name not in _BESIDE}
