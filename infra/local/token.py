"""`make -s token OFFICER=dpupr`: a bearer for an officer of the running system, on the last line."""

import os
import sys
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from infra.local.cognito import Pool, sign_in
from infra.local.data_dir import read_private


def bearer(data_dir: Path, username: str) -> str:
    """A fresh ID token; SystemExit with a sentence when it cannot be had."""
    system = read_private(data_dir / "host.json")
    if "pool" not in system:
        raise SystemExit(f"No running system with a sign-in of its own uses {data_dir}: start one with `make run`.")
    passwords = read_private(data_dir / "officer-passwords.json")
    if username not in passwords:
        raise SystemExit(f"There is no officer {username!r}. OFFICER is one of: {', '.join(sorted(passwords))}")
    try:
        return sign_in(Pool(**system["pool"]), username, passwords[username])
    except (BotoCoreError, ClientError) as refused:
        raise SystemExit(f"No token for {username}: {refused}") from refused


def main() -> None:
    """Print the token of the officer named by the one argument."""
    print(bearer(Path(os.environ.get("DATA_DIR", ".data")), sys.argv[1]))


if __name__ == "__main__":
    main()
