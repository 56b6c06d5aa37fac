"""How many short messages a text is: 160 signs of the telephone's own alphabet, 70 where one sign is beyond it.

The alphabet and its extension table are those of 3GPP TS 23.038, section 6.2.1; what is longer goes in parts of 153 or
67, for each part says which it is (3GPP TS 23.040, section 9.2.3.24.1).
"""

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")
"""These take two places."""
ONE, PART = 160, 153
ONE_BEYOND, PART_BEYOND = 70, 67


def is_plain(text: str) -> bool:
    """Whether every sign is of the telephone's own alphabet."""
    return all(sign in ALPHABET or sign in EXTENSION for sign in text)


def length_of(text: str) -> int:
    """How many places a text takes: septets, or pairs of bytes where a sign is beyond the alphabet (UCS-2)."""
    if is_plain(text):
        return len(text) + sum(sign in EXTENSION for sign in text)
    return len(text.encode("utf-16-be")) // 2


def segments_of(text: str) -> int:
    """How many short messages are paid for; 0 of nothing."""
    one, part = (ONE, PART) if is_plain(text) else (ONE_BEYOND, PART_BEYOND)
    length = length_of(text)
    return min(length, 1) if length <= one else _parts(text, part)


def _parts(text: str, room: int) -> int:
    """A sign of two places is not parted between two messages."""
    count, left = 1, room
    for sign in text:
        places = length_of(sign) if is_plain(text) else len(sign.encode("utf-16-be")) // 2
        if places > left:
            count, left = count + 1, room
        left -= places
    return count
