"""`make -s token OFFICER=dpupr`: a bearer for an officer of the running system, on the last line."""

import os
import sys
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from infra.local import inner
from infra.local.cognito import Pool, sign_in
from infra.local.data_dir import is_in_use, read_private


def bearer(data_dir: Path, username: str) -> str:
    """A fresh ID token; SystemExit with a sentence when it cannot be had."""
    system = running(data_dir)
    if "pool" not in system:
        raise SystemExit(f"The system on {data_dir} has no sign-in of its own: its OIDC provider gives the tokens.")
    inner.reach(data_dir)
    passwords = read_private(data_dir / "officer-passwords.json")
    if username not in passwords:
        raise SystemExit(f"There is no officer {username!r}. OFFICER is one of: {', '.join(sorted(passwords))}")
    try:
        return sign_in(Pool(**system["pool"]), username, passwords[username])
    except (BotoCoreError, ClientError) as refused:
        raise SystemExit(f"No token for {username}: {refused}") from refused


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
