"""Categories: what reports can be about, for the whole nation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.directory_rows import missing, read_given
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.store import directory_rows
from chalicelib.store.directory_lookup import CATEGORIES
from chalicelib.store.directory_rows import Deed, DirectoryRow, RowChange

if TYPE_CHECKING:
    from chalicelib.answers.directory import CategoryRow, CategoryRowList


def list_categories(actor: Actor) -> "CategoryRowList":
    """All categories, by id. Raises Forbidden for everybody but the nation."""
    require_role(actor, Role.NATION)
    return {"items": [_view(row) for row in directory_rows.partition(CATEGORIES)], "next": None}


def put_category(fields: Mapping[str, object], deed: Deed) -> "tuple[CategoryRow, bool]":
    """Create a category, or change what is given of a known one; its view, and whether it is new.

    Raises Forbidden, Invalid, Stale.
    """
    require_role(deed.actor, Role.NATION)
    given, faults = read_given("category", fields)
    if "id" not in given:
        raise Invalid(*faults, *missing("category", given, faults, is_new=True))
    return until_saved(lambda: _put_once(given, faults, deed))


def _put_once(given: Mapping[str, Any], faults: list[FieldError], deed: Deed) -> "tuple[CategoryRow, bool]":
    known = directory_rows.find(CATEGORIES, given["id"])
    require_version(given.get("version"), known)
    found = [*faults, *missing("category", given, faults, is_new=known is None)]
    if found:
        raise Invalid(*found)
    said = {name: value for name, value in given.items() if name not in ("id", "version") and value is not None}
    before = known.content if known else {"category_id": given["id"], "confidential_by_default": False}
    content = {**before, **said}
    if known and content == known.content:
        return _view(known), False
    change = RowChange(CATEGORIES, given["id"], content, known)
    directory_rows.write(deed, [change])
    return _view(DirectoryRow(change.key, content, change.version)), known is None


def _view(row: DirectoryRow) -> "CategoryRow":
    return {
        "id": row.key,
        "name_id": row.content["name_id"],
        "name_en": row.content["name_en"],
        "confidential_by_default": row.content["confidential_by_default"],
        "version": row.version,
    }
