"""What files take of their budget: ``python -m tests.files.budgets`` prints processor time, memory and what became of
each, by the process that checks (chalicelib.files.confined). The hard ones of issue and attack, and ordinary ones.
"""

import multiprocessing
import resource
import struct
import time
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import Image

from chalicelib.files import Refused, confined
from tests.files.made import document, photo, video
from tests.files.test_documents import plain, stream


def main() -> None:
    """A line for each file."""
    print(f"{'file':44} {'bytes':>11} {'CPU s':>6} {'clock s':>7} {'MB':>6}  fate")  # noqa: T201
    fresh = multiprocessing.get_context("spawn")  # a fork would hand on how large this process has grown
    for name, media_type, content in files():
        took: multiprocessing.Queue[tuple[float, float, int, str]] = fresh.Queue()
        child = fresh.Process(target=_checked, args=(content, media_type, took))
        child.start()
        cpu, clock, kilobytes, fate = took.get()
        child.join()
        line = f"{name:44} {len(content):11,} {cpu:6.2f} {clock:7.2f} {kilobytes / 1024:6.0f}  {fate}"
        print(line, flush=True)  # noqa: T201


def _checked(content: bytes, media_type: str, took: "multiprocessing.Queue[tuple[float, float, int, str]]") -> None:
    began, fate = time.monotonic(), "checked"
    try:
        confined.copies_of(content, media_type)
    except Refused as refused:
        fate = refused.reason.value
    except confined.Broken as broken:
        fate = str(broken)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took.put((used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss, fate))


def files() -> Iterator[tuple[str, str, bytes]]:
    """Ordinary files first."""
    yield "a photo", "image/jpeg", photo(size=(4000, 3000))
    yield "a photo, HEIC", "image/heic", photo("HEIF", size=(4000, 3000))
    yield "a page with a photo, PDF", "application/pdf", document()
    yield "a short video", "video/mp4", video()
    for size in ((9280, 6944), (1, 69_000_000), (31_000, 2000)):
        yield f"one colour, {size[0]:,} x {size[1]:,}, PNG", "image/png", one_colour(*size)
    colours = BytesIO()
    Image.radial_gradient("L").resize((9280, 6944)).convert("RGB").save(colours, "PNG")
    yield "64 megapixels in colours, PNG", "image/png", colours.getvalue()
    noise = BytesIO()
    Image.effect_noise((4800, 4800), 80).convert("RGB").save(noise, "JPEG", quality=95)
    yield "noise, 23 megapixels, JPEG", "image/jpeg", noise.getvalue()
    yield "200,000 values, PDF", "application/pdf", plain(b"/PageLabels [" + b"<< /B 1 >> " * 99_000 + b"]")
    yield "90,000 objects in a page, PDF", "application/pdf", plain(b"", b"/Resources [" + b"[1] " * 45_000 + b"]")
    deflating = zlib.compressobj(9)
    once = b"".join(deflating.compress(bytes(1_000_000)) for _ in range(500)) + deflating.flush()
    twice = zlib.compress(once, 9)
    for name, filters, packed in (
        ("500 MB deflated twice, PDF", b"[/FlateDecode /FlateDecode]", twice),
        ("500 MB deflated once, PDF", b"/FlateDecode", once),
    ):
        head = b"<< /Filter %s /Length %d >>" % (filters, len(packed))
        yield name, "application/pdf", plain(b"", b"/Contents 4 0 R", stream(head, packed))
    yield "lists in lists, 100,000 deep, PDF", "application/pdf", b"%PDF-1.7\n" + b"[" * 100_000


def one_colour(width: int, height: int) -> bytes:
    """A PNG written by hand: Pillow would hold all of it."""
    deflating = zlib.compressobj(9)
    row = bytes(1 + width)
    block = row * max(1, 1_000_000 // len(row))
    packed, left = [], height * len(row)
    while left > 0:
        packed.append(deflating.compress(block[:left]))
        left -= len(block)
    packed.append(deflating.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", b"".join(packed)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )


if __name__ == "__main__":
    main()
