"""A case of many: reports about one matter, as its reporters, officers and the public read of it."""

from typing import TypedDict

from chalicelib.answers.codes import Moment, ReportNumber, StateCode, Title, Words
from chalicelib.answers.files import Attachment
from chalicelib.answers.places import Place


class Case(TypedDict):
    """Which report is the main one, and how many there are with it."""

    main: ReportNumber
    size: int


class PublicCase(TypedDict):
    """The same for everybody: the main report where it is public itself, the size from 5 on."""

    main: ReportNumber | None
    size: int | None


class CaseMember(TypedDict):
    """A report that joined."""

    report_id: ReportNumber
    state: StateCode


class OfficerCase(Case):
    """The same for officers: on the main report, its members."""

    members: list[CaseMember]


class MemberReport(CaseMember):
    """What a member's reporter wrote and sent; ``said`` is what they added since.

    ``agency_names`` are those of the place's governments.
    """

    received_at: Moment
    title: Title
    body: Words
    location: Place | None
    agency_names: dict[str, str]
    attachments: list[Attachment]
    said: list[Words]


class MemberPage(TypedDict):
    """A page of members, the oldest first."""

    items: list[MemberReport]
    next: str | None
