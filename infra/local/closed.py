"""DATA_DIR is its owner's alone: what is in it is closed to everybody else at each start, or the start is refused.

Copied folders, earlier releases and other programs leave files that anybody may read; identities are in them.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

UMASK = 0o077
"""Whatever the host and its children make is for their user alone, from the first moment on."""
OURS = ("access-code-secrets.json", "signing-secret.json", "reports.db", "mail.db")
"""One of these is in every folder that was a DATA_DIR before."""
_EMPTY = {"lock", "log", "lost+found"}
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def close_to_others(data_dir: Path) -> int:
    """Take every right on the folder and all below it from group and others; how many entries had given any.

    RuntimeError with the sentence when it is open and holds other things than ours, when an entry belongs to somebody
    else or stays open whatever is done, or when anybody may put another folder in its place. Root may read everything
    anyhow.
    """
    _require_safe_place(data_dir)
    if not os.path.isdir(data_dir):  # nor is it where nobody lets this user look: whoever opens it says so
        return 0
    if data_dir.stat().st_mode & _OTHERS and _is_anothers(data_dir):
        raise RuntimeError(
            f"DATA_DIR {data_dir} holds other things, and would be closed to all other users: "
            f"name a folder of its own, new or empty"
        )
    return sum(_close(path) for path in (data_dir, *_below(data_dir)))


def _require_safe_place(data_dir: Path) -> None:
    for above in data_dir.resolve().parents:
        mode = above.stat().st_mode if os.path.exists(above) else 0
        if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
            raise RuntimeError(
                f"in {above} every user of this machine may put another folder in the place of {data_dir}: "
                f"take that right from them with `chmod o-w {above}`, or set DATA_DIR to another place"
            )


def _is_anothers(folder: Path) -> bool:
    names = set(os.listdir(folder))
    return not names <= _EMPTY and names.isdisjoint(OURS)


def _below(folder: Path) -> Iterator[Path]:
    # Where a link leads is closed too, but not followed: what is below a closed folder is out of reach.
    for where, folders, files in os.walk(folder):
        yield from (Path(where, name) for name in (*folders, *files))


def _close(path: Path) -> bool:
    try:
        found = path.stat()
    except FileNotFoundError:  # a link to nowhere, or a file that came and went
        return False
    if found.st_uid not in (os.geteuid(), 0):
        raise RuntimeError(
            f"{path} belongs to another user (number {found.st_uid}), who could read what citizens wrote: "
            f"start as that user, or take it over with `chown -R`"
        )
    if not found.st_mode & _OTHERS:
        return False
    try:
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
    except OSError as refused:
        if refused.errno == errno.EROFS:
            return False  # nor can it be written to: whoever opens the folder says so
    if path.stat().st_mode & _OTHERS:
        raise RuntimeError(
            f"{path} is open to other users of this machine and cannot be closed: "
            f"make it your own with `chown -R`, or set DATA_DIR to a folder on a disk that keeps owners and modes"
        )
    return True
