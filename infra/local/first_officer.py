"""`make first-officer USERNAME= EMAIL= [ROLE=nation AGENCY=ri] [INVITE=1]`: who invites all others, on this machine.

The system runs meanwhile. The row is written as the desk writes it, with the promise of an invitation; the system makes
the sign-in and mails it. A machine whose mail goes nowhere yet needs the password too, so the console shows it once.
"""

import time
from pathlib import Path
from typing import Any

from infra.aws.console import CommandRefused, ended, given, say
from infra.aws.first_officer import invite
from infra.local.data_dir import read_private
from infra.local.options import read_options
from infra.local.recount import find_the_tables
from infra.local.token import running

SIGN_IN_SECONDS = 60
_EXAMPLE = "make first-officer USERNAME=siti EMAIL=siti@kota.go.id"


def main() -> None:
    """Invite the officer that the environment names. Raises CommandRefused, WrongUsage."""
    row = {"username": given("USERNAME", _EXAMPLE), "email": given("EMAIL", _EXAMPLE)}
    data_dir = read_options().data_dir
    system = _running(data_dir)
    had_password = row["username"] in _passwords(data_dir)
    find_the_tables()
    say(invite(row))
    if not system.get("has_pool"):
        say(
            f"One mail goes to {row['email']}, with the address of the desk. Add {row['username']} at your own provider"
        )
        say("of sign-ins too, with the claims custom:role and custom:agency of that office.")
        return
    say(f"Two mails go to {row['email']} within seconds: the address of the desk, and a temporary password.")
    if not had_password:
        _show_password(data_dir, row["username"])


def _running(data_dir: Path) -> dict[str, Any]:
    try:
        return running(data_dir)
    except OSError as refused:
        raise CommandRefused(
            f"{data_dir} cannot be read ({refused.strerror}): run this as the user that the system runs as."
        ) from None


def _passwords(data_dir: Path) -> dict[str, Any]:
    return read_private(data_dir / "officer-passwords.json")


def _show_password(data_dir: Path, username: str) -> None:
    """Say the password that the sign-in was made with, as soon as it was. Raises CommandRefused when it is not made."""
    until = time.monotonic() + SIGN_IN_SECONDS
    while not (password := _passwords(data_dir).get(username)):
        if time.monotonic() > until:
            raise CommandRefused(
                f"The sign-in of {username} is not made yet, and will be as soon as what keeps it is gone: "
                f"{data_dir / 'log' / 'stream-reader.log'} may say what does."
            )
        time.sleep(0.1)
    say("If no mail comes, sign in at the desk (/petugas) with this password. It asks for a new one, and this is not")
    say(f"shown again: {password}")


if __name__ == "__main__":
    ended(main)
