"""A title out of what somebody wrote without one, as the site proposes it (web/src/submit/title.ts). Pure."""

import re

LONGEST, LEAST = 80, 10
_POLITE = r"(?:[ ,.!]+(?:pak|bapak|bu|ibu|admin|min|kak|sir|madam|dan|/)\b)*"
_GREETING = re.compile(
    r"^(?:(?:assalamu\S*(?: \S*kum)?|selamat (?:pagi|siang|sore|malam)|(?:mohon|minta) (?:maaf|izin|ijin)|halo|hai"
    rf"|permisi|kepada yth\S*|yth\S*|dear|hello|good (?:morning|afternoon|evening)){_POLITE}[\s,.!:-]*)+",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|bls|balas|trs|terusan)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_SENTENCE = re.compile(r".{10,}?(?=[.!?;](?:\s|$)|$)")


def proposed_title(body: str, subject: str = "") -> str:
    """The subject without its "Re:", where it says enough; else the first sentence that does, cut at a word."""
    about = _cut(" ".join(_REPLY.sub("", subject.strip()).split()))
    if len(about) >= LEAST:
        return about
    told = _GREETING.sub("", body.strip()).strip()
    line = next((one for one in told.split("\n") if len(one.strip()) >= LEAST), " ".join(told.split())).strip()
    first = _SENTENCE.match(line)
    title = _cut(" ".join((first[0] if first else line).split()))
    return title[:1].upper() + title[1:]


def _cut(text: str) -> str:
    if len(text) > LONGEST:
        comma = text.rfind(",", 0, LONGEST + 1)
        end = comma if comma > LONGEST // 2 else text.rfind(" ", 0, LONGEST + 1)
        text = text[: end if end > 0 else LONGEST]
    return text.rstrip(" ,:-–")
