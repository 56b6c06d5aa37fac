"""The present pool of one machine: its keeper writes down where it is, and everybody else learns it from there.

A new sign-in server has a new pool, with a new name and new keys. The file is replaced whole, so a look at its age
tells a web worker whether there is anything to learn; nobody is started again for it.
"""

import os
from collections.abc import Callable, MutableMapping
from dataclasses import asdict
from pathlib import Path

from infra.local.cognito import Pool
from infra.local.data_dir import read_private, write_private

NAME = "sign-in.json"
OIDC = ("OIDC_ISSUER", "OIDC_AUDIENCE", "OIDC_JWKS_URL")


def tell(data_dir: Path, pool: Pool) -> None:
    """Write down which pool it is from now on."""
    write_private(data_dir / NAME, asdict(pool))


def present(data_dir: Path) -> Pool | None:
    """The pool that was written down last; None before there is one."""
    told = read_private(data_dir / NAME)
    return Pool(**told) if told else None


def forget(data_dir: Path) -> None:
    """Nobody is told of a pool of an earlier start."""
    (data_dir / NAME).unlink(missing_ok=True)


class PoolLearner:
    """Puts the present pool into a process' settings whenever there is another one."""

    def __init__(self, data_dir: Path, environ: MutableMapping[str, str], changed: Callable[[], object]) -> None:
        self._data_dir, self._environ, self._changed = data_dir, environ, changed
        self._seen: tuple[int, int] | None = None

    def learn(self) -> None:
        """One look at the file's age, and at the file if it is another one."""
        try:
            found = os.stat(self._data_dir / NAME)
        except OSError:
            return
        if self._seen == (seen := (found.st_ino, found.st_mtime_ns)):
            return
        if pool := present(self._data_dir):
            self._environ.update(zip(OIDC, (pool.issuer, pool.client_id, pool.jwks_url), strict=True))
            self._changed()
            self._seen = seen
