"""MP4 videos: only boxes that are needed to play are kept (ISO/IEC 14496-12); of all others the place is left, empty.

A box that is emptied keeps its length and becomes ``free``, so that no offset in the file changes. Gone are ``udta``
with its position (©xyz), ``meta``, ``uuid`` (XMP), makers' own boxes, the names of handlers and the hours of recording.
A track that is neither picture nor sound, as cameras write for positions on the way, makes the file refused: its
samples would stay in the file. Pictures and sounds themselves are not looked at, so a video is served as a download.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused

_BRANDS = frozenset(
    {b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso7", b"iso8", b"iso9", b"mp41", b"mp42", b"avc1"}
)
_TABLES = frozenset(
    {
        b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"stsh", b"stdp",
        b"sdtp", b"sgpd", b"sbgp", b"subs",
    }
)  # fmt: skip
# What may stand inside each box, and is kept; boxes named here as keys are looked into.
_KEPT: dict[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"mfra", b"sidx"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex", b"iods"}),
    b"trak": frozenset({b"tkhd", b"tref", b"edts", b"mdia"}),
    b"mdia": frozenset({b"mdhd", b"elng", b"hdlr", b"minf"}),
    b"minf": frozenset({b"vmhd", b"smhd", b"dinf", b"stbl"}),
    b"stbl": _TABLES,
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sdtp", b"sgpd", b"sbgp", b"subs"}),
}
_WITH_TIMES = (b"mvhd", b"tkhd", b"mdhd")
_NEEDED = frozenset({b"ftyp", b"moov", b"mdat", b"mvhd", b"trak", b"hdlr", b"stbl"})
MOST_BOXES = 100_000


@dataclass(frozen=True, slots=True)
class _Box:
    """A box of the file: its type, where it begins, where its content begins, and where it ends."""

    kind: bytes
    begin: int
    inside: int
    end: int


def without_particulars(content: bytes) -> bytes:
    """The video with all that is not needed to play it emptied.

    Raises Refused when it is none, damaged, or has a track of other data.
    """
    if content[4:8] != b"ftyp":
        raise Refused(RefusedFile.OTHER_TYPE)
    video = _Video(bytearray(content))
    video.clear()
    if not video.seen >= _NEEDED or b"vide" not in video.handlers:
        raise Refused(RefusedFile.UNREADABLE)
    if video.handlers - {b"vide", b"soun"}:
        raise Refused(RefusedFile.DATA_TRACK)
    return bytes(video.file)


@dataclass(slots=True)
class _Video:
    """A video that is being cleared: which boxes it has, and what its tracks carry."""

    file: bytearray
    seen: set[bytes] = field(default_factory=set)
    handlers: set[bytes] = field(default_factory=set)

    def clear(self) -> None:
        """Empty every box that is not kept, and what is not kept of the others. Raises Refused."""
        ahead = [_Box(b"", 0, 0, len(self.file))]
        count = 0
        while ahead:
            parent = ahead.pop()
            for box in _boxes(self.file, parent.inside, parent.end):
                count += 1
                if count > MOST_BOXES:
                    raise Refused(RefusedFile.UNREADABLE)
                if box.kind not in _KEPT[parent.kind]:
                    _empty(self.file, box)
                elif box.kind in _KEPT:
                    ahead.append(box)
                    self.seen.add(box.kind)
                else:
                    self._keep(box)

    def _keep(self, box: _Box) -> None:
        self.seen.add(box.kind)
        if box.kind == b"hdlr":
            self.handlers.add(_nameless(self.file, box))
        elif box.kind in _WITH_TIMES:
            _timeless(self.file, box)
        elif box.kind == b"ftyp" and not _is_mp4(self.file, box):
            raise Refused(RefusedFile.OTHER_TYPE)


def _boxes(file: bytearray, begin: int, end: int) -> Iterator[_Box]:
    """The boxes between two places, which they must fill exactly. Raises Refused."""
    while begin < end:
        length, inside = int.from_bytes(file[begin : begin + 4], "big"), begin + 8
        if length == 1:
            length, inside = int.from_bytes(file[begin + 8 : begin + 16], "big"), begin + 16
        elif length == 0:
            length = end - begin
        if begin + length < inside or begin + length > end:
            raise Refused(RefusedFile.UNREADABLE)
        yield _Box(bytes(file[begin + 4 : begin + 8]), begin, inside, begin + length)
        begin += length


def _empty(file: bytearray, box: _Box) -> None:
    file[box.begin + 4 : box.begin + 8] = b"free"
    file[box.inside : box.end] = bytes(box.end - box.inside)


def _is_mp4(file: bytearray, box: _Box) -> bool:
    names = file[box.inside : box.inside + 4] + file[box.inside + 8 : box.end]
    return any(bytes(names[at : at + 4]) in _BRANDS for at in range(0, len(names), 4))


def _nameless(file: bytearray, box: _Box) -> bytes:
    """The type of a handler, whose name, a text of its maker's, is emptied."""
    name = box.inside + 24
    if name > box.end:
        raise Refused(RefusedFile.UNREADABLE)
    file[name : box.end] = bytes(box.end - name)
    return bytes(file[box.inside + 8 : box.inside + 12])


def _timeless(file: bytearray, box: _Box) -> None:
    """Creation and modification times become 0, "not known"."""
    width = 16 if file[box.inside] == 1 else 8
    if box.inside + 4 + width > box.end:
        raise Refused(RefusedFile.UNREADABLE)
    file[box.inside + 4 : box.inside + 4 + width] = bytes(width)
