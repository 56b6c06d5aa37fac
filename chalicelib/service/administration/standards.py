"""Stricter limits that institutions set for themselves, beside the national ones and their sources."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.directory import NATION_ID
from chalicelib.domain.directory.administration import ADMINISTRATORS, administers
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.domain.standards import Standard, StricterStandard, faults_of_stricter
from chalicelib.intake.directory_rows import parse_row
from chalicelib.language import say
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.store import directory_lookup, directory_rows
from chalicelib.store.directory_lookup import STANDARDS
from chalicelib.store.directory_rows import Deed, DirectoryRow, RowChange

if TYPE_CHECKING:
    from chalicelib.answers.directory import StandardRow


def list_standards(actor: Actor, language: str) -> dict[str, Any]:
    """The national limits, each with its source, then the own stricter ones; the nation sees every institution's."""
    require_role(actor, *ADMINISTRATORS)
    national = directory_lookup.standards().national
    own = directory_rows.partition(STANDARDS, "" if actor.role is Role.NATION else f"{actor.agency_id}#")
    items = [_national_view(one, language) for one in national] + [_own_view(row, national) for row in own]
    return {"items": items, "next": None}


def put_standard(fields: Mapping[str, object], deed: Deed) -> tuple[dict[str, Any], bool]:
    """Set a limit stricter than the nation's, from a day on, or set that day's row anew; its view, whether it is new.

    Raises Forbidden, Invalid, NotFound for an institution that is not the actor's, Stale.
    """
    require_role(deed.actor, *ADMINISTRATORS)
    values = parse_row("standard", fields)
    directory = directory_lookup.directory_covering([values["agency_id"]])
    agency = directory.get(values["agency_id"])
    if agency is None or not administers(deed.actor, agency.agency_id, directory):
        raise NotFound
    row = StricterStandard(agency.agency_id, values["limit"], values["class"], values["days"], values["from"])
    national = directory_lookup.standards().national
    faults = list(faults_of_stricter(row, national, local_date(deed.now, agency.timezone)))
    if not agency.is_institution or agency.agency_id == NATION_ID:
        faults.insert(0, FieldError("agency_id", "not_an_institution"))
    if faults:
        raise Invalid(*faults)
    return until_saved(lambda: _put_once(row, values["version"], national, deed))


def _put_once(
    row: StricterStandard, version: int | None, national: tuple[Standard, ...], deed: Deed
) -> tuple[dict[str, Any], bool]:
    key = f"{row.agency_id}#{row.limit.value}#{row.report_class or '-'}#{row.since.isoformat()}"
    content = {
        "agency_id": row.agency_id,
        "limit": row.limit.value,
        "class": row.report_class,
        "days": row.days,
        "from": row.since.isoformat(),
    }
    known = directory_rows.find(STANDARDS, key)
    require_version(version, known)
    if known and known.content == content:
        return _own_view(known, national), False
    change = RowChange(STANDARDS, key, content, known)
    directory_rows.write(deed, [change])
    return _own_view(DirectoryRow(key, content, change.version), national), known is None


def _national_view(standard: Standard, language: str) -> "StandardRow":
    return {
        "agency_id": NATION_ID,
        "limit": standard.limit.value,
        "class": standard.report_class,
        "days": standard.days,
        "unit": standard.unit.value,
        "from": None,
        "source": say((standard.source_id, standard.source_en), language),
        "version": 0,
    }


def _own_view(row: DirectoryRow, national: tuple[Standard, ...]) -> dict[str, Any]:
    of_limit = (one for one in national if one.limit.value == row.content["limit"])
    unit = next(one.unit for one in of_limit if one.report_class in (None, row.content["class"]))
    return {**row.content, "unit": unit.value, "source": None, "version": row.version}
