"""How often somebody may guess at the sign-in: after some failures each further one makes a name and a source wait.

Counted by name and by where it comes from, whether there is such an officer or not, so that nothing here tells who is
one. Kept by keyed hashes in memory and in a small file, for a day: starting the door again buys no guesses.
"""

import hmac
import ipaddress
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from infra.local.durable import connection, not_yet

FREE_FOR_A_NAME, FREE_FOR_A_SOURCE = 5, 20
"""Failures that make nobody wait: typing errors, and those of a whole office behind one address."""
LONGEST_WAIT_SECONDS = 900
KEPT_SECONDS = 86_400
MOST_COUNTS = 50_000
_TIDY_SECONDS = 60
_IPV6_NEIGHBOURS = 64
"""Bits that whoever has one IPv6 address mostly has all the addresses of."""


@dataclass(frozen=True, slots=True)
class Count:
    """Failures so far, and until when (epoch seconds) the next try is not looked at."""

    failures: int = 0
    until: float = 0.0


@dataclass(frozen=True, slots=True)
class Guess:
    """One try that may be made: counted as a failure until it is known to be none."""

    before: dict[bytes, Count]
    counted: dict[bytes, Count]
    name: bytes


class TooManyGuesses(Exception):
    """The try is not looked at before so many seconds are over."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def wait_after(failures: int, free: int) -> int:
    """Seconds until the next try: none at first, then two, doubled by each further failure, 15 minutes at most."""
    return 0 if failures < free else min(LONGEST_WAIT_SECONDS, 2 ** min(failures - free + 1, 20))


def neighbourhood(source: str) -> str:
    """What counts as one source: an address, or the network that belongs to one IPv6 customer."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return source
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ipaddress.ip_network((address, _IPV6_NEIGHBOURS), strict=False))


class Guesses:
    """The counts of one door. ``clock`` tells epoch seconds, ``key`` is the hash's."""

    def __init__(self, path: Path, key: bytes, clock: Callable[[], float]) -> None:
        self._path, self._key, self._clock = path, key, clock
        self._lock = threading.Lock()
        self._counts = self._kept()
        self._tidied_at = float("-inf")

    def begin(self, username: str, source: str) -> Guess:
        """Count a try before it is looked at, so that many at once are no more than one after the other.

        Raises TooManyGuesses.
        """
        name = self._hash("name", username.strip().casefold())
        free = {name: FREE_FOR_A_NAME, self._hash("source", neighbourhood(source)): FREE_FOR_A_SOURCE}
        with self._lock:
            now = self._clock()
            self._forget(now)
            before = {who: self._counts.get(who, Count()) for who in free}
            begins, ends = not_yet(now, LONGEST_WAIT_SECONDS)
            waits = [one.until - now for one in before.values() if begins <= one.until <= ends]
            if waits:
                raise TooManyGuesses(int(max(waits)) + 1)
            counted = {
                who: Count(one.failures + 1, now + wait_after(one.failures + 1, free[who]))
                for who, one in before.items()
            }
            self._set(counted)
        return Guess(before, counted, name)

    def succeeded(self, attempt: Guess) -> None:
        """It was the right password: the name begins anew. The source is only as it was: its owner may be an attacker
        who has a name of their own."""
        with self._lock:
            self._take_back(attempt)
            self._set({attempt.name: Count()})

    def not_looked_at(self, attempt: Guess) -> None:
        """Nobody could say whether it was right: it counts for nothing."""
        with self._lock:
            self._take_back(attempt)

    def _take_back(self, attempt: Guess) -> None:
        changed = {}
        for who, counted in attempt.counted.items():
            now_there = self._counts.get(who, Count())
            if now_there == counted:
                changed[who] = attempt.before[who]
            elif now_there.failures:  # another try was counted meanwhile: its wait stays
                changed[who] = Count(now_there.failures - 1, now_there.until)
        self._set(changed)

    def _hash(self, kind: str, value: str) -> bytes:
        return hmac.digest(self._key, f"{kind}\0{value}".encode("utf-8", "replace"), sha256)[:16]

    def _set(self, changed: dict[bytes, Count]) -> None:
        self._counts.update(changed)
        for who, count in changed.items():
            if not count.failures:
                del self._counts[who]
        with suppress(sqlite3.Error, OSError), connection(self._path) as db:  # a full disk keeps no officer out
            db.executemany(
                "REPLACE INTO guesses VALUES (?, ?, ?)",
                [(who, count.failures, count.until) for who, count in changed.items()],
            )
            db.execute("DELETE FROM guesses WHERE failures = 0")

    def _forget(self, now: float) -> None:
        """What is a day old, and the least of what is too much; those who failed most are kept."""
        if abs(now - self._tidied_at) < _TIDY_SECONDS and len(self._counts) <= MOST_COUNTS:
            return
        self._tidied_at = now
        gone = [who for who, one in self._counts.items() if abs(now - one.until) > KEPT_SECONDS]
        if len(self._counts) - len(gone) > MOST_COUNTS:
            gone += sorted(self._counts, key=lambda who: (self._counts[who].failures, self._counts[who].until))[
                : MOST_COUNTS // 10
            ]
        for who in gone:
            self._counts.pop(who, None)
        if gone:
            with suppress(sqlite3.Error, OSError), connection(self._path) as db:
                db.executemany("DELETE FROM guesses WHERE who = ?", [(who,) for who in gone])

    def _kept(self) -> dict[bytes, Count]:
        try:
            with connection(self._path) as db:
                db.execute(
                    "CREATE TABLE IF NOT EXISTS guesses"
                    " (who BLOB PRIMARY KEY, failures INTEGER, until REAL) WITHOUT ROWID"
                )
                return {who: Count(failures, until) for who, failures, until in db.execute("SELECT * FROM guesses")}
        except (sqlite3.Error, OSError):
            return {}
