"""Saving what an administrator decided on: again from the start when somebody else was faster, until it is settled."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.domain.events import Actor, Role
from chalicelib.domain.refusals import Forbidden
from chalicelib.errors import Stale
from chalicelib.store import directory_lookup
from chalicelib.store.directory_rows import DirectoryRow
from chalicelib.store.failures import Conflict, Unavailable

TRIES = 5
Saved = TypeVar("Saved")


def until_saved(attempt: Callable[[], Saved]) -> Saved:
    """What ``attempt`` gives: it reads, decides and writes, and is made anew when what it had read has changed.

    Raises Unavailable when somebody else is always faster.
    """
    for _ in range(TRIES):
        try:
            saved = attempt()
        except Conflict:
            continue
        directory_lookup.forget()  # this process shows it at once; others within the minute they keep the directory
        return saved
    raise Unavailable("kept changing")


def require_version(given: int | None, row: DirectoryRow | None) -> None:
    """Whoever says which version they read changes no other. Raises Stale with the present one."""
    present = row.version if row else 0
    if given is not None and given != present:
        raise Stale(present, None)


def require_role(actor: Actor, *roles: Role) -> None:
    """Raises Forbidden for everybody else."""
    if actor.role not in roles:
        raise Forbidden
