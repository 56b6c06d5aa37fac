"""Which of a mail's lines its sender wrote now, and which are the history below or a signature.

A line decides by itself, or with the three behind it, so that the time it takes grows with the mail's length alone
(docs/adr/0051-inbound.md says why no library does this). What cuts too much loses a person's words: where nothing
would be left, everything stays.
"""

import re

_LONGEST_LINE = 300
"""No program writes a longer line over a quote; a longer one is somebody's own."""
_MOST_LINES_OF_WROTE = 3
_DAY = r"(?:\d|sen|sel|rab|kam|jum|sab|min|ming|mon|tue|wed|thu|fri|sat|sun)"
_WROTE_BEGINS = re.compile(rf"^(?:pada|on|tanggal|di)\b.{{0,12}}{_DAY}|^.{{1,80}}<\S+@\S+>", re.IGNORECASE)
_WROTE_ENDS = re.compile(r"(?:menulis|wrote|tulis|berkata|schrieb|a écrit)(?: sebagai berikut)?\s*:$", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"^(?:[-_=]{2,}\s*)?(?:original message|pesan asli|pesan awal|pesan sebelumnya|reply above this line)\s*[-_=]*$"
    r"|^_{20,}$",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"^[-_]{3,}\s*(?:forwarded message|pesan terusan|pesan yang diteruskan|pesan diteruskan)\b"
    r"|^begin forwarded message:$|^mulai pesan (?:yang )?diteruskan:?$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[*>\s]*(?:from|sent|to|cc|subject|date|dari|dikirim|terkirim|kepada|untuk|ke|tembusan|perihal|subjek|tanggal|judul)"
    r"[*\s]*:\*?\s*\S",
    re.IGNORECASE,
)
_HEADERS_OF_A_HISTORY = 3
_SIGNATURE = re.compile(
    r"^(?:-- ?|sent from (?:my|outlook)\b.*|get outlook for\b.*|(?:sent|dikirim) (?:with|dengan) proton ?mail\b.*"
    r"|(?:di|ter)kirim dari (?:ponsel|iphone|ipad|samsung|outlook|yahoo|gmail|perangkat)\b.*)$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """What was written now. Of a mail that forwards another one the forwarded words stay: they are what it is about."""
    lines = text.split("\n")
    end = next((place for place in range(len(lines)) if _is_history(lines, place)), len(lines))
    own = [line for line in lines[:end] if not line.lstrip().startswith(">")]
    place = next((place for place, line in enumerate(own) if _SIGNATURE.match(line.strip()[:_LONGEST_LINE])), None)
    is_forward = any(_FORWARD.match(line.strip()[:_LONGEST_LINE]) for line in own)
    said = "\n".join(own if place is None or is_forward else own[:place]).strip()
    return re.sub(r"\n{3,}", "\n\n", said) or ("" if end else text.strip())


def _is_history(lines: list[str], place: int) -> bool:
    """Whether the history begins with this line."""
    line = lines[place].strip().lstrip("> ")
    if len(line) > _LONGEST_LINE:
        return False
    if _SEPARATOR.match(line):
        return True
    if _HEADER.match(line):
        return not _is_forwarded(lines, place) and _headers_from(lines, place) >= _HEADERS_OF_A_HISTORY
    if not _WROTE_BEGINS.match(line):
        return False
    said = [one.strip().lstrip("> ") for one in lines[place : place + _MOST_LINES_OF_WROTE]]
    return any(_WROTE_ENDS.search(one[-_LONGEST_LINE:]) for one in said)


def _headers_from(lines: list[str], place: int) -> int:
    return sum(1 for line in lines[place : place + 8] if _HEADER.match(line[:_LONGEST_LINE]))


def _is_forwarded(lines: list[str], place: int) -> bool:
    """Whether these headers are those of a mail that was forwarded on purpose."""
    return any(_FORWARD.match(line.strip()[:_LONGEST_LINE]) for line in lines[max(0, place - 8) : place])
