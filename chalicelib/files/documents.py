"""PDF documents: read whole, and written anew without actions, files within and particulars (``files.still``).

A stream that unfolds beyond measure makes the document refused, and so does what acts and is still there in the end.

Only what the document's pages, outlines and forms reach is written: older versions and appended bytes are gone, and so
are author, title, XMP and the EXIF of pictures inside. A digital signature does not survive it; the reporter keeps the
original (docs/decisions.md "Attachments").
"""

import zlib
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused
from chalicelib.files.still import ACTIVE, Part, stilled

_UNFOLDING = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
MOST_UNFOLDED = 100_000_000
"""Bytes of one stream: a page of A4 in colours at 600 dots an inch."""
MOST_UNFOLDED_IN_ALL = 500_000_000
_CHUNK = 1_000_000
# Far beyond what 25 MB of scanned pages hold; each costs about 20 microseconds.
MOST_OBJECTS = 200_000


def written_anew(content: bytes) -> bytes:
    """The document anew. Raises Refused when it is none, locked, damaged, or has active content."""
    if not content.startswith(b"%PDF-"):
        raise Refused(RefusedFile.OTHER_TYPE)
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(RefusedFile.LOCKED)
        _still(reader)
        writer = PdfWriter(clone_from=reader)
        if not len(writer.pages):
            raise Refused(RefusedFile.UNREADABLE)
        writer.metadata = None
        target = BytesIO()
        writer.write(target)
        _refuse_what_acts(PdfReader(target))
        return target.getvalue()
    except (Refused, MemoryError):
        raise
    except (Exception, RecursionError):
        # Damage shows in every way there is; what the library says may quote the document.
        raise Refused(RefusedFile.UNREADABLE) from None


def _still(reader: PdfReader) -> None:
    """Walk all that the document's root reaches, and take out what acts and what tells of people and places.

    What is reached as several parts is made still as each of them.
    """
    seen: dict[tuple[int, int], set[Part]] = {}
    ahead: list[tuple[Any, Part]] = [(reader.root_object, Part.CATALOGUE)]
    count = unfolded = 0
    while ahead:
        found, part = ahead.pop()
        count += 1
        if count > MOST_OBJECTS:
            raise Refused(RefusedFile.TOO_COSTLY)
        if isinstance(found, IndirectObject):
            parts = seen.setdefault((found.idnum, found.generation), set())
            # Whatever something is, it is made more still as that than as anything.
            if part not in parts and not (part is Part.OTHER and parts):
                parts.add(part)
                ahead.append((found.get_object(), part))
        elif isinstance(found, DictionaryObject):
            ahead.extend(stilled(found, part))
            if isinstance(found, StreamObject):
                unfolded += unfolded_length(found)
                if unfolded > MOST_UNFOLDED_IN_ALL:
                    raise Refused(RefusedFile.TOO_COSTLY)
                if _is_jpeg(found.get("/Filter")):
                    found._data = without_exif(found._data)
        elif isinstance(found, ArrayObject):
            ahead.extend((one, part) for one in found)


def _refuse_what_acts(reader: PdfReader) -> None:
    """Look at all that is left, once more and knowing nothing of parts: the copy, as it would be served."""
    seen: set[tuple[int, int]] = set()
    ahead: list[Any] = [reader.root_object]
    while ahead:
        found = ahead.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) not in seen:
                seen.add((found.idnum, found.generation))
                ahead.append(found.get_object())
        elif isinstance(found, DictionaryObject):
            if ACTIVE & found.keys():
                raise Refused(RefusedFile.ACTIVE_CONTENT)
            ahead.extend(found.raw_get(name) for name in found)
        elif isinstance(found, ArrayObject):
            ahead.extend(found)
        elif isinstance(found, NameObject) and found in ACTIVE:
            raise Refused(RefusedFile.ACTIVE_CONTENT)


def unfolded_length(stream: StreamObject) -> int:
    """How many bytes a deflated stream unfolds to, found without holding them. Raises Refused beyond the measure.

    A kilobyte deflates to a megabyte at most, but twice deflated to a thousand: nobody needs two of them.
    """
    filters = stream.get("/Filter")
    names = [filters] if isinstance(filters, NameObject) else [one.get_object() for one in filters or ()]
    unfolding = [name for name in names if name in _UNFOLDING]
    if len(unfolding) > 1:
        raise Refused(RefusedFile.TOO_COSTLY)
    if names[:1] not in (["/FlateDecode"], ["/Fl"]):
        return len(stream._data)
    inflating, length, rest = zlib.decompressobj(), 0, stream._data
    try:
        while rest and not inflating.eof:
            length += len(inflating.decompress(rest, _CHUNK))
            if length > MOST_UNFOLDED:
                raise Refused(RefusedFile.TOO_COSTLY)
            rest = inflating.unconsumed_tail
    except zlib.error:
        pass  # readers show what comes before the damage
    return length


def _is_jpeg(filters: Any) -> bool:
    return filters is not None and filters.get_object() in ("/DCTDecode", ["/DCTDecode"])


def without_exif(jpeg: bytes) -> bytes:
    """A JPEG without its APP1 to APP13, APP15 and comments, its pixels untouched (ISO/IEC 10918-1, B.1.1.3).

    APP0 (JFIF) and APP14 (Adobe's colour transform) are needed to decode it.
    """
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the scan: from here on pixels
            break
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join([*kept, jpeg[at:]])
