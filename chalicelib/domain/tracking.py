"""Tracking numbers and access codes: what a reporter keeps to come back (docs/contract.md "Numbers and codes").

A tracking number is ``LP-`` and 11 characters of Crockford base32 in groups of 4-4-3: ten random ones (50 bits) and a
Luhn mod 32 check, so that a mistyped number is found before anything is read.
"""

import hashlib
import hmac
import secrets

from chalicelib.domain.signs import plain

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CORRECTIONS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_RANDOM_CHARACTERS = 10
_CODE_CHARACTERS = 20


def new_report_id() -> str:
    """A fresh tracking number from the system's source of randomness."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(_RANDOM_CHARACTERS))
    return _grouped(characters + _check_character(characters))


def parse_report_id(text: str) -> str | None:
    """The tracking number somebody meant, or None when it cannot be one.

    Lower case, missing hyphens or prefix, any dash and blank, and the look-alikes O, I and L are understood.
    """
    plain = _plain(text)
    if len(plain) == _RANDOM_CHARACTERS + 3 and _plain(text, corrected=False).startswith("LP"):
        plain = plain[2:]
    if len(plain) != _RANDOM_CHARACTERS + 1 or any(character not in ALPHABET for character in plain):
        return None
    return _grouped(plain) if _check_character(plain[:-1]) == plain[-1] else None


def access_code(secret: bytes, report_id: str) -> str:
    """The code that opens a report to its reporter: 100 bits of HMAC-SHA256(secret, report_id), never stored."""
    number = int.from_bytes(hmac.new(secret, report_id.encode(), hashlib.sha256).digest(), "big") >> (256 - 100)
    characters = "".join(ALPHABET[(number >> shift) & 31] for shift in range(95, -1, -5))
    return "-".join(characters[start : start + 5] for start in range(0, _CODE_CHARACTERS, 5))


def is_access_code(secret: bytes, report_id: str, given: str) -> bool:
    """Whether a code opens this report; compared in constant time."""
    return hmac.compare_digest(_plain(access_code(secret, report_id)).encode(), _plain(given).encode())


def _plain(text: str, *, corrected: bool = True) -> str:
    upper = "".join(plain(text).upper().replace("-", "").split())
    return upper.translate(_CORRECTIONS) if corrected else upper


def _grouped(characters: str) -> str:
    return f"LP-{characters[:4]}-{characters[4:8]}-{characters[8:]}"


def _check_character(characters: str) -> str:
    # Luhn mod N with N = 32: finds every single wrong character and nearly every swap of neighbours.
    total = 0
    for position, character in enumerate(reversed(characters)):
        addend = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += addend // 32 + addend % 32
    return ALPHABET[-total % 32]
