"""What a picture shows survives its copy: every colour type and depth of PNG, every mode that a decoder gives.

The originals are written here sample by sample, so what they show is known without the library under test.
"""

import struct
import zlib
from io import BytesIO
from statistics import fmean

import pillow_heif
import pytest
from PIL import Image, ImageStat

from chalicelib.files import copies_of

SIDE = 64
GREY, RGB, PALETTE, GREY_ALPHA, RGB_ALPHA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGB_ALPHA: 4}
DEPTHS = {GREY: (1, 2, 4, 8, 16), RGB: (8, 16), PALETTE: (1, 2, 4, 8), GREY_ALPHA: (8, 16), RGB_ALPHA: (8, 16)}
KINDS = [(colour, depth) for colour, depths in DEPTHS.items() for depth in depths]
MOST = 0.03 * 255


def levels(x: int, y: int, channels: int) -> list[float]:
    """What a pixel holds, from 0 to 1: a ramp of greys with stripes, far from all black and from all white."""
    return [(0.25 + 0.5 * x / SIDE + 0.1 * (y % 2) + 0.05 * channel) % 1.0 for channel in range(channels)]


def png(colour: int, depth: int, more: bytes = b"") -> tuple[bytes, float]:
    """A PNG of that make, and how bright it is on white."""
    top, rows, shown = 2**depth - 1, bytearray(), []
    for y in range(SIDE):
        bits = ""
        for x in range(SIDE):
            samples = [round(level * top) for level in levels(x, y, CHANNELS[colour])]
            bits += "".join(f"{sample:0{depth}b}" for sample in samples)
            shown.append(brightness(colour, [sample / top for sample in samples]))
        rows += b"\0" + int(bits, 2).to_bytes(len(bits) // 8)
    chunks = chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, depth, colour, 0, 0, 0))
    if colour == PALETTE:
        chunks += chunk(b"PLTE", bytes(round(n / top * 255) for n in range(top + 1) for _ in "rgb"))
    packed = chunk(b"IDAT", zlib.compress(bytes(rows)))
    return b"\x89PNG\r\n\x1a\n" + chunks + more + packed + chunk(b"IEND", b""), fmean(shown)


def brightness(colour: int, samples: list[float]) -> float:
    """The luma of one pixel on white (ITU-R BT.601)."""
    opaque = samples.pop() if colour in (GREY_ALPHA, RGB_ALPHA) else 1.0
    red, green, blue = samples if colour in (RGB, RGB_ALPHA) else samples * 3
    return 255 * (opaque * (0.299 * red + 0.587 * green + 0.114 * blue) + 1 - opaque)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def mean(content: bytes) -> float:
    """How bright a picture is."""
    with Image.open(BytesIO(content)) as image:
        return ImageStat.Stat(image.convert("L")).mean[0]


@pytest.mark.parametrize(("colour", "depth"), KINDS)
def test_a_png_is_as_bright_as_it_was(colour: int, depth: int) -> None:
    original, bright = png(colour, depth)
    assert 40 < bright < 215, "a white or black page would tell nothing"
    for copy in copies_of(original, "image/png"):
        assert abs(mean(copy.content) - bright) < MOST


@pytest.mark.parametrize("depth", [8, 16])
def test_a_grey_png_of_which_one_level_is_clear_is_as_bright_as_it_was(depth: int) -> None:
    """No pixel has that level, so nothing is clear; only the way through transparency is taken."""
    original, bright = png(GREY, depth, chunk(b"tRNS", struct.pack(">H", 2)))
    for copy in copies_of(original, "image/png"):
        assert abs(mean(copy.content) - bright) < MOST


@pytest.mark.parametrize(
    "saved",
    "JPEG L, JPEG RGB, JPEG CMYK, JPEG YCbCr, WEBP L, WEBP RGB, WEBP RGBA, "
    "HEIF L, HEIF RGB, HEIF RGBA, HEIF LA, HEIF I;16".split(", "),
)
def test_every_mode_that_a_decoder_gives_is_as_bright_as_it_was(saved: str) -> None:
    kind, mode = saved.split()
    pillow_heif.register_heif_opener()
    grey = Image.linear_gradient("L").point(lambda level: 60 + level // 2)
    made = grey.convert("I").point(lambda level: level * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    target = BytesIO()
    made.save(target, kind, quality=95)
    for copy in copies_of(target.getvalue(), f"image/{kind.lower()}"):
        assert abs(mean(copy.content) - ImageStat.Stat(grey).mean[0]) < MOST
