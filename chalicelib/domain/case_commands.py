"""Orders about a case of many: reports that tell of one matter, answered with their main one (docs/law.md "Commands").

Officers and reporters give the first two, each under two names; the others are the system's, given to one member after
the other when something happened to the main report (``service.cases``).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from chalicelib.domain.events import EventType
from chalicelib.domain.report import Report


@dataclass(frozen=True, slots=True)
class Join:
    """The report tells of the same matter as another, and is answered with it.

    ``main`` is that other one as the officer sees it, None when they do not; ``since`` is its last event that need not
    reach the member, None for all that happened so far.
    """

    name: ClassVar[str] = "join"
    into: str
    main: Report | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Merge(Join):
    """Another word for joining."""

    name: ClassVar[str] = "merge"


@dataclass(frozen=True, slots=True)
class Leave:
    """The report is a matter of its own after all."""

    name: ClassVar[str] = "leave"


@dataclass(frozen=True, slots=True)
class Split(Leave):
    """Another word for leaving."""

    name: ClassVar[str] = "split"


@dataclass(frozen=True, slots=True)
class News:
    """Something that was done on the main report, in words that others may read, ``looked_at`` as public or not."""

    type: EventType
    text: str | None
    data: Mapping[str, Any]
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Carry:
    """What was done on the main report up to its event ``seq`` is done on the member; ``holder`` holds the main one."""

    name: ClassVar[str] = "carry"
    main: str
    seq: int
    holder: str | None
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Repoint:
    """Another report has become the main one; ``seq`` is its last event that need not reach the member.

    ``behind`` tells that more has happened to it since.
    """

    name: ClassVar[str] = "repoint"
    main: str
    seq: int
    holder: str | None
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Succeed:
    """The member takes the place of its main report; ``main`` is that one as it was before it ended."""

    name: ClassVar[str] = "succeed"
    main: Report


@dataclass(frozen=True, slots=True)
class CountDispute:
    """A member disputed the main's answer; ``members`` are those still in the case."""

    name: ClassVar[str] = "count-dispute"
    member: str
    members: int
