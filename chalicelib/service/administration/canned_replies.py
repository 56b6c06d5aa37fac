"""Canned replies: sentences that officers answer with, kept by an agency for itself and for those below it.

Those of an institution and all its units are one partition: 1 request (half a read unit for every 4 kB, doubled).
"""

import secrets
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.actors import Actor
from chalicelib.domain.directory import Directory
from chalicelib.domain.directory.administration import WRITERS, keeps_canned_replies_of
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.directory_rows import parse_row
from chalicelib.refusals import NotFound
from chalicelib.service.administration.saving import require_role, require_version, until_saved
from chalicelib.store import directory_lookup, directory_rows
from chalicelib.store.directory_rows import Deed, DirectoryRow, RowChange

MOST_OF_AN_AGENCY = 100


def list_canned_replies(actor: Actor, agency_id: str | None) -> dict[str, Any]:
    """By title, the canned replies of an agency (the own one when none is named) and of those above it, up to its
    institution.

    Raises Forbidden, NotFound for an agency that is not the actor's.
    """
    require_role(actor, *WRITERS)
    wanted = agency_id or actor.agency_id or ""
    directory = _tree(actor, wanted)
    institution_id = directory.institution_of(wanted).agency_id
    above = []
    for agency in directory.with_ancestors(wanted):
        above.append(agency.agency_id)
        if agency.is_institution:
            break
    found = [row for row in directory_rows.partition(_partition(institution_id)) if row.content["agency_id"] in above]
    found.sort(key=lambda row: (row.content["title"].casefold(), row.key))
    return {"items": [_view(row, directory) for row in found], "next": None}


def put_canned_reply(fields: Mapping[str, object], deed: Deed) -> tuple[dict[str, Any], bool]:
    """Add a canned reply, or change the one whose number is given; its view, and whether it is new.

    Raises Forbidden, Invalid, NotFound for an agency or a canned reply that is not the actor's, Stale.
    """
    require_role(deed.actor, *WRITERS)
    values = parse_row("canned_reply", fields)
    directory = _tree(deed.actor, values["agency_id"])
    return until_saved(lambda: _put_once(values, directory, deed))


def remove_canned_reply(wording_id: str, fields: Mapping[str, object], deed: Deed) -> None:
    """Take a canned reply away. Raises Forbidden, NotFound, Invalid, Stale."""
    require_role(deed.actor, *WRITERS)
    directory = _tree(deed.actor, deed.actor.agency_id or "")
    _known(wording_id, _partition(directory.institution_of(deed.actor.agency_id or "").agency_id), directory, deed)
    version = parse_row("remove_canned_reply", fields)["version"]
    until_saved(lambda: _remove_once(wording_id, version, directory, deed))


def _put_once(values: Mapping[str, Any], directory: Directory, deed: Deed) -> tuple[dict[str, Any], bool]:
    partition = _partition(directory.institution_of(values["agency_id"]).agency_id)
    known = _known(values["wording_id"], partition, directory, deed) if values["wording_id"] else None
    require_version(values["version"], known)
    key = known.key if known else secrets.token_hex(8)
    content = {name: values[name] for name in ("agency_id", "title", "text")}
    if known and known.content == content:
        return _view(known, directory), False
    if known is None or known.content["agency_id"] != content["agency_id"]:
        others = [
            row for row in directory_rows.partition(partition) if row.content["agency_id"] == content["agency_id"]
        ]
        if len(others) >= MOST_OF_AN_AGENCY:
            raise Invalid(FieldError("title", "too_many_wordings", {"most": MOST_OF_AN_AGENCY}))
    change = RowChange(partition, key, content, known)
    directory_rows.write(deed, [change])
    return _view(DirectoryRow(key, content, change.version), directory), known is None


def _remove_once(wording_id: str, version: int | None, directory: Directory, deed: Deed) -> None:
    partition = _partition(directory.institution_of(deed.actor.agency_id or "").agency_id)
    known = _known(wording_id, partition, directory, deed)
    require_version(version, known)
    directory_rows.write(deed, [RowChange(partition, wording_id, None, known)])


def _known(wording_id: str, partition: str, directory: Directory, deed: Deed) -> DirectoryRow:
    """The canned reply, when it is the actor's to change. Raises NotFound."""
    known = directory_rows.find(partition, wording_id)
    if known is None or not keeps_canned_replies_of(deed.actor, known.content["agency_id"], directory):
        raise NotFound
    return known


def _tree(actor: Actor, agency_id: str) -> Directory:
    """The agencies around one whose canned replies are the actor's. Raises NotFound for any other."""
    directory = directory_lookup.directory_covering([actor.agency_id, agency_id])
    if not keeps_canned_replies_of(actor, agency_id, directory):
        raise NotFound
    return directory


def _partition(institution_id: str) -> str:
    return f"WORDINGS#{institution_id}"


def _view(row: DirectoryRow, directory: Directory) -> dict[str, Any]:
    agency = directory.get(row.content["agency_id"])
    return {
        "wording_id": row.key,
        **row.content,
        "agency_name": agency.name if agency else None,
        "version": row.version,
    }
