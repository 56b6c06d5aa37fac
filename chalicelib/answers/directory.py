"""The directory as everybody reads it, and as administrators do: agencies, officers, limits, categories, replies."""

from typing import Annotated, TypedDict

from msgspec import Meta

from chalicelib.answers.codes import (
    AgencyId,
    AgencyKind,
    AgencyName,
    CategoryId,
    Count,
    Cursor,
    Day,
    Email,
    LimitCode,
    Moment,
    OfficersRole,
    ReportClass,
    TimeZoneName,
    UnitCode,
    Username,
    Version,
    Words,
    one_of,
    written,
)

CategoryName = Annotated[str, written("Pekerjaan umum")]
ReplyId = Annotated[str, written("0f3a9c5d7e1b2846", pattern="^[0-9a-f]{16}$")]
LastPage = Annotated[None, Meta(description="All there are stand on this one page.")]


class Agency(TypedDict):
    """An agency as everybody reads it."""

    id: AgencyId
    name: AgencyName
    short_name: Annotated[str, written("DPUPR")] | None
    kind: AgencyKind
    parent: AgencyId | None
    institution_id: AgencyId
    accepts_reports: bool
    timezone: TimeZoneName


class AgencyPage(TypedDict):
    """Agencies in the order of the tree; of a search, the best first."""

    items: list[Agency]
    next: Cursor


class AgencyRow(Agency):
    """An agency as administrators read it."""

    duties: list[Annotated[str, written("jalan kabupaten")]]
    version: Version


class ListedAgency(AgencyRow):
    """An agency in an administrator's list; ``liaisons`` are the active officers who answer for it."""

    liaisons: Count
    warnings: list[Annotated[str, one_of(("no_liaison",))]]


class AgencyRowPage(TypedDict):
    """The officer's agencies in the order of the tree."""

    items: list[ListedAgency]
    next: Cursor


class OfficerRow(TypedDict):
    """An officer as administrators read them."""

    username: Username
    email: Email
    role: OfficersRole
    agency_id: AgencyId
    agency_name: AgencyName | None
    deputy_of: Username | None
    disabled: bool
    invited_at: Moment | None
    version: Version


class OfficerRowPage(TypedDict):
    """The officers whom this officer appoints, disabled ones too."""

    items: list[OfficerRow]
    next: Cursor


# "class" and "from" are words of Python, so these fields cannot be written as a class has them.
StandardRow = TypedDict(
    "StandardRow",
    {
        "agency_id": AgencyId,
        "limit": LimitCode,
        "class": ReportClass | None,
        "days": Annotated[int, Meta(ge=1)],
        "unit": UnitCode,
        "from": Annotated[Day | None, Meta(description="A national limit has none.")],
        "source": Annotated[Words | None, Meta(description="Where the law says so; an institution's own has none.")],
        "version": Version,
    },
)


class StandardList(TypedDict):
    """The national limits, then stricter ones."""

    items: list[StandardRow]
    next: LastPage


class Category(TypedDict):
    """A category; ``name`` is in the reader's language."""

    id: CategoryId
    name: CategoryName
    name_id: CategoryName
    name_en: Annotated[str, written("Public works")]
    confidential_by_default: bool


class CategoryList(TypedDict):
    """All categories, by name."""

    items: list[Category]
    next: LastPage


class CategoryRow(TypedDict):
    """A category as the nation reads it."""

    id: CategoryId
    name_id: CategoryName
    name_en: Annotated[str, written("Public works")]
    confidential_by_default: bool
    version: Version


class CategoryRowList(TypedDict):
    """All categories, by id."""

    items: list[CategoryRow]
    next: LastPage


class CannedReply(TypedDict):
    """A sentence that officers answer with, kept by an agency."""

    wording_id: ReplyId
    agency_id: AgencyId
    title: Annotated[str, written("Sudah dijadwalkan")]
    text: Words
    agency_name: AgencyName | None
    version: Version


class CannedReplyList(TypedDict):
    """The canned replies of an agency and of those above it, by title."""

    items: list[CannedReply]
    next: LastPage


class RemovedReply(TypedDict):
    """The canned reply that was taken away."""

    removed: ReplyId


class ImportResult(TypedDict):
    """What a file did, or with ``dry_run`` would do."""

    rows: Count
    created: Count
    changed: Count
    unchanged: Count
    dry_run: bool
