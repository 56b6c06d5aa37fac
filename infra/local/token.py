"""`make -s token OFFICER=dpupr`: a bearer for an officer of the running system, on the last line, for five minutes."""

import os
import sys
import time
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local import inner
from infra.local.cognito import TOKEN_MINUTES, sign_in
from infra.local.data_dir import is_in_use, read_private
from infra.local.known_pool import present


def bearer(data_dir: Path, username: str) -> str:
    """A fresh ID token; SystemExit with a sentence when it cannot be had."""
    system = running(data_dir)
    if not system.get("has_pool"):
        raise SystemExit(f"The system on {data_dir} has no sign-in of its own: its OIDC provider gives the tokens.")
    pool = present(data_dir)
    if pool is None:
        raise SystemExit(f"The sign-in of {data_dir} is not there yet: {data_dir / 'log' / 'sign-in.log'} says why.")
    inner.reach(data_dir)
    passwords = read_private(data_dir / "officer-passwords.json")
    if username not in passwords:
        raise SystemExit(f"There is no officer {username!r}. OFFICER is one of: {', '.join(sorted(passwords))}")
    try:
        return sign_in(pool, username, passwords[username])
    except (BotoCoreError, ClientError) as refused:
        raise SystemExit(f"No token for {username}: {refused}") from refused


class Bearers:
    """Bearers of a running system's officers, each asked anew before it ends."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._known: dict[str, tuple[str, float]] = {}

    def of(self, username: str) -> str:
        """One that is good for a minute at least; SystemExit with a sentence when it cannot be had."""
        token, until = self._known.get(username, ("", 0.0))
        if time.monotonic() > until:
            token, until = bearer(self._data_dir, username), time.monotonic() + 60 * (TOKEN_MINUTES - 1)
            self._known[username] = (token, until)
        return token


def running_at(data_dir: Path) -> str:
    """Where the system on this folder is reached; SystemExit with a sentence when none runs."""
    return str(running(data_dir)["url"])


def running(data_dir: Path) -> dict[str, Any]:
    """What the system on this folder says of itself; SystemExit with a sentence when none runs. Raises OSError."""
    system = read_private(data_dir / "host.json")
    if not (system and is_in_use(data_dir)):
        raise SystemExit(f"No running system uses {data_dir.resolve()}: start one with `make run`, or set DATA_DIR.")
    return system


def main() -> None:
    """Print the token of the officer named by the one argument."""
    print(bearer(Path(os.environ.get("DATA_DIR") or ".data"), sys.argv[1]))


if __name__ == "__main__":
    main()
