"""A video keeps what plays; places, names and times are gone; what is no video, or carries other data, is refused."""

import struct

import pytest

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused, copies_of
from tests.files.made import SECRET, box, photo, video


def refusal(content: bytes) -> RefusedFile:
    """Why a video is refused."""
    with pytest.raises(Refused) as refused:
        copies_of(content, "video/mp4")
    return refused.value.reason


def test_place_names_and_times_are_gone_and_nothing_has_moved() -> None:
    came = video()
    (copy,) = copies_of(came, "video/mp4")
    assert (copy.name, copy.media_type, len(copy.content)) == ("large", "video/mp4", len(came))
    for told in (SECRET.encode(), b"-2.6851+111.6179", b"\xa9xyz", struct.pack(">I", 3_800_000_000)):
        assert told in came
        assert told not in copy.content
    assert copy.content.index(b"gambar dan suara") == came.index(b"gambar dan suara")
    for kept in (b"ftyp", b"moov", b"mvhd", b"trak", b"tkhd", b"mdia", b"stsd", b"stco", b"vide", b"soun"):
        assert copy.content.count(kept) == came.count(kept)


def test_a_fragmented_one_is_kept_too() -> None:
    fragment = box(b"moof", box(b"mfhd", bytes(8)), box(b"traf", box(b"tfhd", bytes(8)), box(b"udta", b"KANARI")))
    (copy,) = copies_of(video(more=fragment + box(b"mdat", b"lagi")), "video/mp4")
    assert b"tfhd" in copy.content
    assert b"KANARI" not in copy.content


@pytest.mark.parametrize("handler", [b"meta", b"camm", b"text", b"gpmd"])
def test_a_track_of_positions_is_refused(handler: bytes) -> None:
    track = video(handler=handler)
    assert refusal(track) in (RefusedFile.UNREADABLE, RefusedFile.DATA_TRACK)
    moov, added = video().split(b"moov", 1), video(handler=handler)
    assert moov
    begin = added.index(b"trak") - 4
    length = struct.unpack(">I", added[begin : begin + 4])[0]
    assert refusal(with_in_moov(video(), added[begin : begin + length])) is RefusedFile.DATA_TRACK


def with_in_moov(content: bytes, more: bytes) -> bytes:
    """The video with one more box in its ``moov``."""
    begin = content.index(b"moov") - 4
    length = struct.unpack(">I", content[begin : begin + 4])[0]
    inside = content[begin + 8 : begin + length]
    return content[:begin] + box(b"moov", inside, more) + content[begin + length :]


@pytest.mark.parametrize(
    "content",
    [
        video()[: len(video()) // 2],
        video()[:-3],
        video(more=b"\x00\x00\x00\x01mdat" + b"\xff" * 8),
        video(more=struct.pack(">I4s", 4, b"mdat")),
        video(more=b"<html><script>alert(1)</script></html>"),
        box(b"ftyp", b"isom", bytes(4), b"isom"),
        box(b"ftyp", b"isom", bytes(4)) + box(b"free") * 200_000,
        with_in_moov(video(), box(b"trak", box(b"mdia", box(b"hdlr", bytes(4))))),
        with_in_moov(video(), box(b"mvhd", b"\x01\x00")),
    ],
)
def test_a_damaged_one_is_refused(content: bytes) -> None:
    assert refusal(content) is RefusedFile.UNREADABLE


@pytest.mark.parametrize("brand", [b"qt  ", b"heic", b"avif", b"jp2 "])
def test_other_files_of_boxes_are_refused_as_such(brand: bytes) -> None:
    assert refusal(video(brand=brand)) is RefusedFile.OTHER_TYPE
    assert refusal(photo("HEIF")) is RefusedFile.OTHER_TYPE
