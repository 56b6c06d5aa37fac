"""A picture goes on as pixels alone, upright, in two sizes; everything that is no picture is refused with a reason."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused, copies_of
from tests.files.made import PLACE_BYTES, SECRET, photo, picture

KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}


def refusal(content: bytes, media_type: str) -> RefusedFile:
    """Why a file is refused."""
    with pytest.raises(Refused) as refused:
        copies_of(content, media_type)
    return refused.value.reason


@pytest.mark.parametrize("media_type", KINDS)
def test_a_photo_comes_out_without_place_name_and_time(media_type: str) -> None:
    came = photo(KINDS[media_type])
    assert SECRET.encode() in came
    assert PLACE_BYTES in came
    made = copies_of(came, media_type)
    assert [copy.name for copy in made] == ["large", "small"]
    for copy in made:
        assert copy.media_type == "image/jpeg"
        assert SECRET.encode() not in copy.content
        assert PLACE_BYTES not in copy.content
        with Image.open(BytesIO(copy.content)) as image:
            assert not dict(image.getexif())
            assert set(image.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


@pytest.mark.parametrize("media_type", KINDS)
def test_two_sizes_the_longer_side_at_most_1600_and_400(media_type: str) -> None:
    large, small = copies_of(photo(KINDS[media_type], size=(2400, 1200)), media_type)
    assert [Image.open(BytesIO(copy.content)).size for copy in (large, small)] == [(1600, 800), (400, 200)]
    little, _ = copies_of(photo(KINDS[media_type], size=(60, 40)), media_type)
    assert Image.open(BytesIO(little.content)).size == (60, 40)


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "left upper"), (3, "right lower"), (6, "right upper"), (8, "left lower")],
)
@pytest.mark.parametrize("size", [(60, 40), (4000, 3000)])
def test_it_stands_upright_as_the_camera_was_held(orientation: int, corner: str, size: tuple[int, int]) -> None:
    large, _ = copies_of(photo(orientation=orientation, size=size), "image/jpeg")
    image = Image.open(BytesIO(large.content))
    assert (image.width > image.height) == (orientation in (1, 3))
    x = image.width // 8 if "left" in corner else image.width * 7 // 8
    y = image.height // 8 if "upper" in corner else image.height * 7 // 8
    red = image.getpixel((x, y))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert red[1] < 80


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "L", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_understood_and_what_is_clear_becomes_white(mode: str) -> None:
    target = BytesIO()
    if mode == "I;16":
        made = Image.new("I;16", (30, 30), 65535)
    elif mode == "P":
        made = picture(30, 30).convert("P")
        made.info["transparency"] = 0
    else:
        made = picture(30, 30).convert(mode)
    if mode in ("RGBA", "LA"):
        made.putalpha(0)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made.save(target, kind)
    large, _ = copies_of(target.getvalue(), "image/jpeg" if kind == "JPEG" else "image/png")
    image = Image.open(BytesIO(large.content))
    assert image.mode == "RGB"
    corner = image.getpixel((29, 29))
    assert isinstance(corner, tuple)
    assert min(corner) > 240


def test_a_page_hidden_in_a_photo_does_not_come_out() -> None:
    page = b"<html><script>alert('KANARI')</script></html>"
    jpeg = photo()
    behind, inside = jpeg + page, jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page + jpeg[2:]
    for polyglot in (behind, inside):
        for copy in copies_of(polyglot, "image/jpeg"):
            assert b"script" not in copy.content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a<script>alert(1)</script>",
        b"%PDF-1.7",
        b"MZ" + bytes(200),
    ],
)
@pytest.mark.parametrize("media_type", [*KINDS, "application/pdf", "video/mp4"])
def test_what_is_something_else_is_refused_as_such(content: bytes, media_type: str) -> None:
    if (content, media_type) != (b"%PDF-1.7", "application/pdf"):
        assert refusal(content, media_type) is RefusedFile.OTHER_TYPE


@pytest.mark.parametrize("named", KINDS)
@pytest.mark.parametrize("kind", KINDS.values())
def test_a_picture_under_the_name_of_another_is_taken_for_what_it_is(kind: str, named: str) -> None:
    made = copies_of(photo(kind), named)
    assert [copy.media_type for copy in made] == ["image/jpeg", "image/jpeg"]
    assert made == copies_of(photo(kind), next(name for name, one in KINDS.items() if one == kind))
    assert SECRET.encode() not in made[0].content


@pytest.mark.parametrize("media_type", KINDS)
def test_a_truncated_or_damaged_one_is_refused(media_type: str) -> None:
    whole = photo(KINDS[media_type], size=(600, 400), quality=95)
    assert refusal(whole[: len(whole) // 2], media_type) is RefusedFile.UNREADABLE
    assert refusal(whole[:40] + b"\xff" * 2000, media_type) is RefusedFile.UNREADABLE


def png_of(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of that many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [9_000, 20_000, 2_000_000_000])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(side: int) -> None:
    assert refusal(png_of(side, side), "image/png") is RefusedFile.TOO_MANY_PIXELS


def test_a_bomb_in_a_text_of_a_png_is_refused_or_left_behind() -> None:
    texts = BytesIO()
    from PIL import PngImagePlugin

    bomb = PngImagePlugin.PngInfo()
    bomb.add_text("Comment", "0" * 100_000_000, zip=True)
    picture().save(texts, "PNG", pnginfo=bomb)
    assert refusal(texts.getvalue(), "image/png") is RefusedFile.UNREADABLE


def test_a_moving_picture_is_shown_by_its_first_image() -> None:
    target = BytesIO()
    picture().save(target, "WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40), "black")])
    large, _ = copies_of(target.getvalue(), "image/webp")
    lower = Image.open(BytesIO(large.content)).getpixel((50, 35))
    assert isinstance(lower, tuple)
    assert min(lower) > 200


@pytest.mark.parametrize("size", [(1, 69_000_000), (69_000_000, 1)])
def test_a_picture_of_one_row_or_column_without_end_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    assert refusal(png_of(*size), "image/png") is RefusedFile.TOO_MANY_PIXELS
