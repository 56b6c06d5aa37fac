"""Single values that answers are made of: how each is written, with an example."""

from collections.abc import Iterable
from typing import Annotated, Any, get_args

from msgspec import Meta

from chalicelib.domain.actors import Role
from chalicelib.domain.attachments import MEDIA_TYPES
from chalicelib.domain.calendar.time_zones import PONTIANAK, TIME_ZONES
from chalicelib.domain.channels import Channel, ConsentWay
from chalicelib.domain.commands import OfficerCommand, ReporterCommand
from chalicelib.domain.directory.agency_changes import PARENT_KINDS
from chalicelib.domain.directory.appointing import OFFICERS_ROLES
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import DayUnit, LimitName
from chalicelib.domain.report import ArchiveReason, Assistance, Classification, ClosedReason, Outcome
from chalicelib.domain.states import State


def written(example: str, description: str | None = None, **more: Any) -> Meta:
    """A text: an example of it, what it means, and what else JSON Schema says of it."""
    return Meta(description=description, examples=[example], extra_json_schema=more or None)


def one_of(codes: Iterable[str]) -> Meta:
    """One of these codes."""
    return Meta(extra_json_schema={"enum": [str(code) for code in codes]})


_REPORT_NUMBER = "^LP(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]{3}$"
_COMMANDS = [command.name for command in (*get_args(ReporterCommand), *get_args(OfficerCommand))]

ReportNumber = Annotated[str, written("LP-7K3M-9QRT-2XA", pattern=_REPORT_NUMBER)]
AgencyId = Annotated[str, written("kab.6201.dpupr")]
AgencyName = Annotated[str, written("Dinas Pekerjaan Umum dan Penataan Ruang")]
Username = Annotated[str, written("dpupr")]
Email = Annotated[str, written("siti@warga.example", format="email")]
CategoryId = Annotated[str, written("pekerjaan-umum")]
Title = Annotated[str, written("Jalan berlubang di depan pasar")]
Words = Annotated[str, written("Lubang di depan pasar sudah ditambal.")]
Moment = Annotated[str, written("2026-11-09T03:15:00.000+00:00", format="date-time")]
Day = Annotated[str, written("2026-11-09", format="date")]
Month = Annotated[str, written("2026-11", pattern="^20[0-9]{2}-(0[1-9]|1[0-2])$")]
Cursor = Annotated[str | None, written("c2lnbmF0dXJl", "Asks for the next page; null on the last one.")]
Level = Annotated[int, Meta(ge=0, le=4, description="How far up the ladder it is: 0 is with whoever holds it.")]
Version = Annotated[int, Meta(ge=0, description="Given back with a command, so that it overwrites no other.")]
Count = Annotated[int, Meta(ge=0)]
Rating = Annotated[int, Meta(ge=1, le=5)]
CommandName = Annotated[str, one_of(_COMMANDS)]
StateCode = Annotated[str, one_of(State)]
ClassificationCode = Annotated[str, one_of(Classification)]
OutcomeCode = Annotated[str, one_of(Outcome)]
ChannelCode = Annotated[str, one_of(Channel)]
ConsentCode = Annotated[str, one_of(ConsentWay)]
AssistanceCode = Annotated[str, one_of(Assistance)]
ReportClass = Annotated[str, one_of((*Classification, "supervisory"))]
RoleCode = Annotated[str, one_of(Role)]
OfficersRole = Annotated[str, one_of(OFFICERS_ROLES)]
AgencyKind = Annotated[str, one_of(PARENT_KINDS)]
EventCode = Annotated[str, one_of(EventType)]
LimitCode = Annotated[str, one_of(LimitName)]
UnitCode = Annotated[str, one_of(DayUnit)]
ArchivedCode = Annotated[str, one_of(ArchiveReason)]
ClosedCode = Annotated[str, one_of(ClosedReason)]
MediaTypeCode = Annotated[str, one_of(MEDIA_TYPES)]
TimeZoneName = Annotated[str, one_of(zone.name for zone in (*TIME_ZONES, PONTIANAK))]
LanguageCode = Annotated[str, one_of(("id", "en"))]
