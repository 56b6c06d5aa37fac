"""Categories: what reports can be about, for the whole nation."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.directory_rows import missing, read_given
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.store import directory_rows
from chalicelib.store.directory_lookup import CATEGORIES
from chalicelib.store.directory_rows import Deed, DirectoryRow, RowChange


def list_categories(actor: Actor) -> dict[str, Any]:
    """All categories, by id. Raises Forbidden for everybody but the nation."""
    require_role(actor, Role.NATION)
    return {"items": [_view(row) for row in directory_rows.partition(CATEGORIES)], "next": None}


def put_category(fields: Mapping[str, object], deed: Deed) -> tuple[dict[str, Any], bool]:
    """Create a category, or change what is given of a known one; its view, and whether it is new.

    Raises Forbidden, Invalid, Stale.
    """
    require_role(deed.actor, Role.NATION)
    given, faults = read_given("category", fields)
    if "id" not in given:
        raise Invalid(*faults)
    return until_saved(lambda: _put_once(given, faults, deed))


def _put_once(given: Mapping[str, Any], faults: list[FieldError], deed: Deed) -> tuple[dict[str, Any], bool]:
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


def _view(row: DirectoryRow) -> dict[str, Any]:
    names = ("name_id", "name_en", "confidential_by_default")
    return {"id": row.key, **{name: row.content[name] for name in names}, "version": row.version}
