"""What every refusal looks like."""

from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import CommandName, Day, StateCode, Version, written
from chalicelib.answers.events import Event
from chalicelib.answers.offers import Removal


class FieldFault(TypedDict):
    """What is wrong with one field; ``line`` is the row of a file, ``places`` are where in a text it is."""

    field: Annotated[str, written("title")]
    code: Annotated[str, written("too_short")]
    message: Annotated[str, written("Judul terlalu pendek.")]
    line: NotRequired[int]
    places: NotRequired[list[Removal]]


class Problem(TypedDict):
    """Why a request was refused. ``message`` is in the language of Accept-Language: id or en."""

    code: Annotated[str, written("invalid")]
    message: Annotated[str, written("Ada isian yang perlu diperbaiki.")]
    fields: list[FieldFault]
    state: NotRequired[StateCode]
    allowed: NotRequired[list[CommandName]]
    version: NotRequired[Version]
    last_event: NotRequired[Annotated[Event | None, Meta(description="What its reader has not seen yet.")]]
    rule: NotRequired[Annotated[str, written("UU 27/2022 pasal 8")]]
    on: NotRequired[Day]
    request_id: NotRequired[str]
    reason: NotRequired[Annotated[str, Meta(description="Of a 503 that has a known reason."), written("disk_full")]]


class Error(TypedDict):
    """A refusal."""

    error: Problem
