"""The passwords that officers chose themselves, as the included sign-in of one machine keeps them over its restarts.

The pool is made anew at each start, with a password of the machine's own for every officer
(`officer-passwords.json`). What somebody chose is kept beside it as a salted hash (scrypt, RFC 7914) and never as
itself: the door before the pool holds each attempt against it, and signs in with the machine's password then.
"""

import hashlib
import secrets
import threading
from pathlib import Path

from infra.local.data_dir import read_private, write_private

FILE = "chosen-passwords.json"
_NOBODYS = f"{'0' * 32}${'0' * 64}"


class ChosenPasswords:
    """Who chose a password, and whether one is it."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / FILE
        self._one_at_a_time = threading.Lock()

    def has(self, username: str) -> bool:
        """Whether the officer chose one."""
        return username in read_private(self._path)

    def may_be(self, username: str, password: str) -> bool:
        """False where the officer chose another one. Takes as long for who chose none, and for nobody."""
        kept = read_private(self._path).get(username)
        salt, _, known = (kept or _NOBODYS).partition("$")
        is_same = secrets.compare_digest(_hash(password, bytes.fromhex(salt)), known)
        return is_same or kept is None

    def machines_own(self, username: str) -> str:
        """What the pool was made with for the officer. Raises KeyError for nobody's name."""
        return str(read_private(self._path.with_name("officer-passwords.json"))[username])

    def keep(self, username: str, password: str) -> None:
        """From now on it is this one."""
        salt = secrets.token_bytes(16)
        with self._one_at_a_time:
            write_private(self._path, {**read_private(self._path), username: f"{salt.hex()}${_hash(password, salt)}"})

    def forget(self, username: str) -> None:
        """Whoever is invited anew chooses anew."""
        with self._one_at_a_time:
            kept = read_private(self._path)
            if kept.pop(username, None):
                write_private(self._path, kept)


def _hash(password: str, salt: bytes) -> str:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()
