"""Canned wordings: sentences that officers answer with, kept by an agency for itself and for those below it.

Those of an institution and all its units are one partition: 1 request (half a read unit for every 4 kB, doubled).
"""

import secrets
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.administration import WRITERS, keeps_wordings_of
from chalicelib.domain.directory import Directory
from chalicelib.domain.events import Actor
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.errors import NotFound
from chalicelib.intake.directory_rows import parse_row
from chalicelib.service.administration.saving import require_role, require_version, settled
from chalicelib.store import directory, rows
from chalicelib.store.rows import Change, Deed, Row

MOST_OF_AN_AGENCY = 100


def list_wordings(actor: Actor, agency_id: str | None) -> dict[str, Any]:
    """The wordings of an agency (the own one when none is named) and of those above it up to its institution, by title.

    Raises Forbidden, NotFound for an agency that is not the actor's.
    """
    require_role(actor, *WRITERS)
    wanted = agency_id or actor.agency_id or ""
    tree = _tree(actor, wanted)
    institution_id = tree.institution_of(wanted).agency_id
    above = []
    for agency in tree.with_ancestors(wanted):
        above.append(agency.agency_id)
        if agency.is_institution:
            break
    found = [row for row in rows.partition(_partition(institution_id)) if row.content["agency_id"] in above]
    found.sort(key=lambda row: (row.content["title"].casefold(), row.key))
    return {"items": [_view(row, tree) for row in found], "next": None}


def put_wording(fields: Mapping[str, object], deed: Deed) -> tuple[dict[str, Any], bool]:
    """Add a wording, or change the one whose number is given; its view, and whether it is new.

    Raises Forbidden, Invalid, NotFound for an agency or a wording that is not the actor's, Stale.
    """
    require_role(deed.actor, *WRITERS)
    values = parse_row("wording", fields)
    tree = _tree(deed.actor, values["agency_id"])
    return settled(lambda: _put_once(values, tree, deed))


def remove_wording(wording_id: str, fields: Mapping[str, object], deed: Deed) -> None:
    """Take a wording away. Raises Forbidden, NotFound, Invalid, Stale."""
    require_role(deed.actor, *WRITERS)
    tree = _tree(deed.actor, deed.actor.agency_id or "")
    _known(wording_id, _partition(tree.institution_of(deed.actor.agency_id or "").agency_id), tree, deed)
    version = parse_row("remove_wording", fields)["version"]
    settled(lambda: _remove_once(wording_id, version, tree, deed))


def _put_once(values: Mapping[str, Any], tree: Directory, deed: Deed) -> tuple[dict[str, Any], bool]:
    partition = _partition(tree.institution_of(values["agency_id"]).agency_id)
    known = _known(values["wording_id"], partition, tree, deed) if values["wording_id"] else None
    require_version(values["version"], known)
    key = known.key if known else secrets.token_hex(8)
    content = {name: values[name] for name in ("agency_id", "title", "text")}
    if known and known.content == content:
        return _view(known, tree), False
    if known is None or known.content["agency_id"] != content["agency_id"]:
        others = [row for row in rows.partition(partition) if row.content["agency_id"] == content["agency_id"]]
        if len(others) >= MOST_OF_AN_AGENCY:
            raise Invalid(FieldError("title", "too_many_wordings", {"most": MOST_OF_AN_AGENCY}))
    change = Change(partition, key, content, known)
    rows.write(deed, [change])
    return _view(Row(key, content, change.version), tree), known is None


def _remove_once(wording_id: str, version: int | None, tree: Directory, deed: Deed) -> None:
    partition = _partition(tree.institution_of(deed.actor.agency_id or "").agency_id)
    known = _known(wording_id, partition, tree, deed)
    require_version(version, known)
    rows.write(deed, [Change(partition, wording_id, None, known)])


def _known(wording_id: str, partition: str, tree: Directory, deed: Deed) -> Row:
    """The wording, when it is the actor's to change. Raises NotFound."""
    known = rows.find(partition, wording_id)
    if known is None or not keeps_wordings_of(deed.actor, known.content["agency_id"], tree):
        raise NotFound
    return known


def _tree(actor: Actor, agency_id: str) -> Directory:
    """The agencies around one whose wordings are the actor's. Raises NotFound for any other."""
    tree = directory.directory_covering([actor.agency_id, agency_id])
    if not keeps_wordings_of(actor, agency_id, tree):
        raise NotFound
    return tree


def _partition(institution_id: str) -> str:
    return f"WORDINGS#{institution_id}"


def _view(row: Row, tree: Directory) -> dict[str, Any]:
    agency = tree.get(row.content["agency_id"])
    return {
        "wording_id": row.key,
        **row.content,
        "agency_name": agency.name if agency else None,
        "version": row.version,
    }
