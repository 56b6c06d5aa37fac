"""What a reporter's routes share, whether a script asked (``routes.citizen``) or a plain form (``routes.forms``)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from chalicelib.intake.commands import parse_reporter_command
from chalicelib.intake.shapes import with_faults
from chalicelib.routes.row import Request
from chalicelib.service import commands, reading
from chalicelib.service.attachments import upload
from chalicelib.service.commands import Opened
from chalicelib.store.items import Stored

# The sun rises first in Jayapura: nobody's today is later than that.
EARLIEST_TODAY = timedelta(hours=9)


def today(request: Request) -> date:
    """The latest date that is already today for somebody in Indonesia."""
    return (request.now + EARLIEST_TODAY).date()


def carried_out(request: Request, opened: Opened, name: str, fields: Mapping[str, object]) -> Stored:
    """The report after the reporter's command. Raises what parsing and deciding raise."""
    with with_faults(upload.unknown_in(fields)):
        command, version = parse_reporter_command(name, fields)
    return commands.carry_out(opened, command, version, request.now)


def view_after(request: Request, stored: Stored) -> Mapping[str, Any]:
    """The own view after a command; after erasing only what remains."""
    if stored.report.erased_at:
        return reading.erased_view(stored)
    return reading.own_view(Opened(stored, commands.REPORTER), request.now, request.language)


def opened_by_reporter(request: Request, *, whole: bool = False) -> Opened:
    """The report that the asker's code opens, ``whole`` with its history. Raises NotFound, Erased, RateLimited."""
    code, asked = request.headers.get("x-access-code"), request.parameters["report_id"]
    return commands.open_as_reporter(asked, code, request.source, request.now, whole=whole)
