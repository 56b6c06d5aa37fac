"""What a report is recognised by, as text: a list of words is one text, and what is empty is left out.

It stands unpacked on every HEAD, for its words are the reporter's; so it is kept short. Before, each list was one.
"""

from dataclasses import asdict
from typing import Any

import msgspec

from chalicelib.finding.likeness import Fingerprint

_BETWEEN = "|"


def fingerprint_text(made: Fingerprint) -> str:
    """A fingerprint as it is kept."""
    said = {name: value for name, value in asdict(made).items() if value not in ((), None)}
    joined = {name: _BETWEEN.join(value) if isinstance(value, tuple) else value for name, value in said.items()}
    return msgspec.json.encode(joined).decode()


def fingerprint_in(text: str) -> Fingerprint:
    """A fingerprint as it was kept, by this version or an earlier one."""
    kept: dict[str, Any] = msgspec.json.decode(text)
    split = {name: value.split(_BETWEEN) if isinstance(value, str) else value for name, value in kept.items()}
    return msgspec.convert(split, Fingerprint)
