"""A text looked for in bytes of any make: in small letters and capitals, two bytes to a letter, and packed in base64.

Nothing that the system keeps is compressed but files of reporters, which are gone as files.
"""

import base64
import re
from collections.abc import Iterable, Iterator


def found_in(content: bytes, needles: Iterable[str]) -> list[str]:
    """Which of some texts stand in the content."""
    return [one for one in needles if any(form.search(content) for form in _forms_of(one))]


def _forms_of(needle: str) -> Iterator[re.Pattern[bytes]]:
    for text in {needle, needle.replace(" ", ""), needle.replace(" ", "%20"), needle.replace(" ", "+")}:
        for coding in ("utf-8", "utf-16-le"):
            yield re.compile(re.escape(text.encode(coding)), re.IGNORECASE)
    for text in {needle, needle.lower(), needle.upper(), needle.capitalize()}:
        yield from (re.compile(re.escape(_packed(text.encode(), before))) for before in range(3))


def _packed(content: bytes, before: int) -> bytes:
    """The part of its base64 that is the same whatever stands around it, ``before`` bytes in front of it."""
    whole = base64.b64encode(b"\0" * before + content)
    return whole[-(-before * 8 // 6) : (before + len(content)) * 8 // 6]
