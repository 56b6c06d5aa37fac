"""Refresh tokens of one machine: each is good for one renewal, and a stolen one ends the session it was stolen from.

The included sign-in server looks at no signature of a refresh token and gives none anew. So its tokens stay here, and
the desk gets random names for them: a new one with each renewal, as Cognito's rotation does (RFC 9700, 4.14.2).
"""

import secrets
import threading
from dataclasses import dataclass
from hashlib import sha256

LIFE_SECONDS = 12 * 3600
"""From signing in on: a working day."""
GRACE_SECONDS = 60
"""How long the one before may be shown again, for an answer that a bad line lost."""
MOST_SESSIONS = 10_000


@dataclass(slots=True)
class _Session:
    kept: str
    until: float
    current: bytes
    before: bytes = b""
    renewed_at: float = 0.0


class RefreshTokens:
    """The sessions that are signed in, in memory alone; ``now`` is monotonic seconds everywhere."""

    def __init__(self) -> None:
        self._sessions: dict[bytes, _Session] = {}
        """By the hash of every token that a session ever had."""
        self._lock = threading.Lock()

    def begin(self, kept: str, now: float) -> str:
        """A session over a token of the sign-in server; what the desk knows it by."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_ended(now)
            session = _Session(kept, now + LIFE_SECONDS, _hash(token))
            self._sessions[session.current] = session
        return token

    def find(self, token: str, now: float) -> str | None:
        """The sign-in server's token behind one; None for a token that is not, or no longer, good.

        One that was renewed before was stolen, or its renewal was: nobody goes on with that session.
        """
        shown = _hash(token)
        with self._lock:
            session = self._sessions.get(shown)
            if session is None or now > session.until:
                return None
            if shown == session.current or (shown == session.before and now - session.renewed_at <= GRACE_SECONDS):
                return session.kept
            self._end(session)
            return None

    def renew(self, token: str, now: float) -> str | None:
        """The token that takes the place of one that was found; None when the session ended meanwhile."""
        shown, fresh = _hash(token), secrets.token_urlsafe(32)
        with self._lock:
            session = self._sessions.get(shown)
            if session is None:
                return None
            if shown == session.current:
                session.before, session.renewed_at = shown, now
            session.current = _hash(fresh)
            self._sessions[session.current] = session
        return fresh

    def end(self, token: str) -> str | None:
        """End the session of a token, an old one too; the sign-in server's token, to be revoked there."""
        with self._lock:
            session = self._sessions.get(_hash(token))
            if session is None:
                return None
            self._end(session)
            return session.kept

    def _end(self, session: _Session) -> None:
        self._sessions = {name: one for name, one in self._sessions.items() if one is not session}

    def _forget_ended(self, now: float) -> None:
        self._sessions = {name: one for name, one in self._sessions.items() if now <= one.until}
        while len({id(one) for one in self._sessions.values()}) >= MOST_SESSIONS:
            self._end(min(self._sessions.values(), key=lambda one: one.until))


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
