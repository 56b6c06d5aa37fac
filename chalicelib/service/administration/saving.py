"""Saving what an administrator decided on: again from the start when somebody else was faster, until it is settled."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.refusals import Forbidden
from chalicelib.refusals import Stale
from chalicelib.store import directory_lookup
from chalicelib.store.directory_rows import DirectoryRow
from chalicelib.store.racing import unless_overtaken

Saved = TypeVar("Saved")


def until_saved(attempt: Callable[[], Saved]) -> Saved:
    """Run ``attempt``, which reads, decides and writes, until nothing it read has changed meanwhile; its result.

    Raises Unavailable when somebody else is always faster.
    """
    saved = unless_overtaken(attempt)
    directory_lookup.forget()  # this process shows it at once; others within the minute they keep the directory
    return saved


def require_version(given: int | None, row: DirectoryRow | None) -> None:
    """Raises Stale, with the present version, for who says that they read another one; None says nothing."""
    present = row.version if row else 0
    if given is not None and given != present:
        raise Stale(present, None)


def require_role(actor: Actor, *roles: Role) -> None:
    """Raises Forbidden for everybody else."""
    if actor.role not in roles:
        raise Forbidden
