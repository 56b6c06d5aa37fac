"""Pictures: decoded, turned upright, made smaller and encoded anew as JPEG.

Of the file that came in only pixels go on: EXIF, positions, XMP, profiles, comments, thumbnails and whatever was hung
on behind the picture stay behind (Pillow; HEIC by libheif through pillow-heif).
"""

from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import LARGE, SMALL, Refused

SIZES = {LARGE: 1600, SMALL: 400}
"""The longer side of each copy in pixels, at most."""
QUALITY = 85
# A telephone's 64 megapixels (9280 × 6944), which took 1.03 GB at most (WebP): the function has 1.5 GB.
MOST_PIXELS = 70_000_000
# A row costs memory of its own: 1 × 69,000,000 pixels are half a gigabyte before the first is decoded. Panoramas of
# telephones are up to 22,000 wide.
LONGEST_SIDE = 32_000
# Still pictures coded as HEVC; a sequence of pictures or AVIF has other brands (ISO/IEC 23008-12).
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def in_sizes(content: bytes) -> dict[str, bytes]:
    """The picture in each of ``SIZES``. Raises Refused for what is no picture that is taken, damaged, or too many
    pixels. What it is its content says: messengers save a WebP as .jpg, and nobody can see that.
    """
    kind = _format_of(content)
    if kind is None:
        raise Refused(RefusedFile.OTHER_TYPE)
    try:
        with Image.open(BytesIO(content), formats=[kind]) as image:
            if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
                raise Refused(RefusedFile.TOO_MANY_PIXELS)
            large = _upright(image)
        return {name: _encoded(large, side) for name, side in SIZES.items()}
    except (Refused, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Refused(RefusedFile.TOO_MANY_PIXELS) from None
    except Exception:
        # Decoders fail on damaged files in every way there is; what they say may quote the file.
        raise Refused(RefusedFile.UNREADABLE) from None


def _format_of(content: bytes) -> str | None:
    """Which of the formats that are taken a file begins as."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS else None


def _upright(image: Image.Image) -> Image.Image:
    """The picture's pixels alone, on white, turned as its camera said, no larger than the large copy."""
    most = SIZES[LARGE]
    image.draft("RGB", (most, most))  # JPEG decodes straight to a half, a quarter or an eighth
    image.load()
    turned = _in_eight_bits(ImageOps.exif_transpose(_reduced(image, most)))
    pixels = Image.new("RGB", turned.size, "white")
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        pixels.paste(turned, mask=turned.getchannel("A"))
    else:
        pixels.paste(turned.convert("RGB"))
    return pixels


def _reduced(image: Image.Image, most: int) -> Image.Image:
    if image.mode in ("1", "P", "PA"):  # these cannot be made smaller smoothly
        exif = image.getexif()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.getexif().update(exif)
    image.thumbnail((most, most), Image.Resampling.LANCZOS)
    return image


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """A picture of 16-bit greys in 8 bits: the library would cut off what is above 255, and a scan becomes white."""
    if not image.mode.startswith("I"):
        return image
    made = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if "transparency" in image.info:
        made.info["transparency"] = image.info["transparency"] // 257
    return made


def _encoded(pixels: Image.Image, most: int) -> bytes:
    smaller = pixels.copy()
    smaller.thumbnail((most, most), Image.Resampling.LANCZOS)
    target = BytesIO()
    smaller.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return target.getvalue()
