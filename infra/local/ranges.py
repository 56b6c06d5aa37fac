"""A large file piece by piece (RFC 9110, 14): what a map asks for are a few kilobytes of it."""

import re
from pathlib import Path

_RANGE = re.compile(r"bytes=([0-9]{1,15})-([0-9]{1,15})")
LARGEST_PIECE = 4 * 1024 * 1024

Piece = tuple[int, list[tuple[str, str]], bytes]


def piece_of(path: Path, size: int, asked: str | None) -> Piece:
    """Status, headers and content for a header `Range`; what is no single, small enough stretch of the file is refused.

    Nobody needs the whole file, and no worker should hold it in memory.
    """
    found = _RANGE.fullmatch((asked or "").strip())
    first, last = (int(found[1]), min(int(found[2]), size - 1)) if found else (0, -1)
    if not found or first > last or last - first >= LARGEST_PIECE:
        return 416, [("Content-Range", f"bytes */{size}"), ("Accept-Ranges", "bytes")], b""
    with path.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    return 206, [("Content-Range", f"bytes {first}-{last}/{size}"), ("Accept-Ranges", "bytes")], content
