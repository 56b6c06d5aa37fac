"""A reporter's or an officer's command as it was sent: every fault at once, or the domain's command and the version."""

from collections.abc import Container, Mapping
from typing import Any, get_args

from chalicelib.domain.commands import Complete, OfficerCommand, ReporterCommand
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.schema import OFFICER_COMMANDS, REPORTER_COMMANDS, TRACKING

_REPORTER: dict[str, Any] = {command.name: command for command in get_args(ReporterCommand)}
_OFFICER: dict[str, Any] = {command.name: command for command in get_args(OfficerCommand)}
# Fields that travel with a command and are no part of it.
_BESIDE = ("version", "access_code", "consent")


def parse_reporter_command(name: str, fields: Mapping[str, object]) -> tuple[ReporterCommand, int | None]:
    """The command and the version the reporter read, if they said. Raises Invalid, and KeyError for no such command."""
    values, faults = REPORTER_COMMANDS[name].gather(fields)
    if name == Complete.name:
        values["text"] = values.pop("body")
        if not faults and not any(values[part] for part in ("text", "location", "attachments")):
            faults.append(FieldError("body", "something_required"))
    if faults:
        raise Invalid(*faults)
    command: ReporterCommand = _REPORTER[name](**_said(values))
    return command, values["version"]


def parse_officer_command(
    name: str, fields: Mapping[str, object], *, category_ids: Container[str]
) -> tuple[OfficerCommand, int]:
    """The command and the version the officer read. Raises Invalid, and KeyError for no such command."""
    values, faults = OFFICER_COMMANDS[name].gather(fields)
    if values.get("category") and values["category"] not in category_ids:
        faults.append(FieldError("category", "unknown_category"))
    if faults:
        raise Invalid(*faults)
    command: OfficerCommand = _OFFICER[name](**_said(values))
    return command, values["version"]


def parse_tracking(fields: Mapping[str, object]) -> tuple[str, str]:
    """The number and the access code of the tracking form, as typed. Raises Invalid."""
    values, faults = TRACKING.gather(fields)
    if faults:
        raise Invalid(*faults)
    return values["report_id"], values["access_code"]


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and name not in _BESIDE}
