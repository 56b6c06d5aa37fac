"""Files as citizens' telephones make them, and as attackers do: all of them made here, none of them kept."""

import struct
from io import BytesIO
from typing import Any

import pillow_heif
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject, TextStringObject

SECRET = "KANARISITI0812"
"""What nobody may find in anything that is served."""
PLACE = (2.0, 41.0, 56.789)
PLACE_BYTES = struct.pack(">II", 56_789, 1000)  # the seconds of the latitude, as EXIF writes them


def picture(width: int = 60, height: int = 40) -> Image.Image:
    """A picture whose upper left quarter is red and all the rest white."""
    made = Image.new("RGB", (width, height), "white")
    made.paste((255, 0, 0), (0, 0, width // 2, height // 2))
    return made


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone tells of a photo: who, with what, when and where."""
    told = Image.Exif()
    told[0x0112] = orientation
    told[0x010F] = SECRET
    told[0x013B] = SECRET
    told[0x0132] = "2026:11:20 08:15:00"
    told.get_ifd(0x8825).update({1: "S", 2: PLACE, 3: "E", 4: (111.0, 37.0, 5.1)})
    return told


def photo(kind: str = "JPEG", orientation: int = 1, size: tuple[int, int] = (60, 40), **more: Any) -> bytes:
    """A photo with everything in it that must not go on."""
    target = BytesIO()
    particulars: dict[str, Any] = {"exif": exif(orientation), "icc_profile": b"ICC " + SECRET.encode()}
    match kind:
        case "JPEG":
            particulars |= {"comment": SECRET.encode(), "quality": 95}
        case "PNG":
            texts = PngImagePlugin.PngInfo()
            texts.add_text("Author", SECRET)
            texts.add_text("Comment", SECRET, zip=True)
            texts.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
            particulars |= {"pnginfo": texts}
        case "WEBP":
            particulars |= {"xmp": f"<x>{SECRET}</x>".encode(), "quality": 95}
        case "HEIF":
            pillow_heif.register_heif_opener()
            particulars |= {"xmp": f"<x>{SECRET}</x>".encode(), "quality": 90}
            del particulars["icc_profile"]
    picture(*size).save(target, kind, **(particulars | more))
    return target.getvalue()


def document(*, secret: str = SECRET, script: bool = False, files: bool = False, password: str | None = None) -> bytes:
    """A document of one page with a photo on it, its author's name, and what else is asked for."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": secret, "/Title": secret})
    xmp = DecodedStreamObject()
    xmp.set_data(f"<x>{secret}</x>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/P"): writer._add_object(_embedded(photo()))})}
    )
    if script:
        action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(action))
    if files:
        writer.add_attachment("halaman.html", b"<script>alert(1)</script>")
    if password is not None:
        writer.encrypt(password, algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _embedded(jpeg: bytes) -> StreamObject:
    found = StreamObject()
    found._data = jpeg
    for name, value in (("/Type", "/XObject"), ("/Subtype", "/Image"), ("/Filter", "/DCTDecode")):
        found[NameObject(name)] = NameObject(value)
    found[NameObject("/Note")] = TextStringObject("foto")
    return found


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of an MP4 file."""
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def video(*, handler: bytes = b"vide", brand: bytes = b"isom", more: bytes = b"", secret: str = SECRET) -> bytes:
    """A video as small as can be, with the place in ``udta``, XMP in ``uuid`` and its maker's own boxes."""
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7-2.6851+111.6179/", secret.encode()))
    times = b"\x00\x00\x00\x00" + struct.pack(">II", 3_800_000_000, 3_800_000_001) + bytes(84)
    sound = _track(b"soun", times)
    return b"".join(
        (
            box(b"ftyp", brand, b"\x00\x00\x02\x00", brand, b"xxxx"),
            box(b"uuid", bytes(16), secret.encode()),
            box(b"moov", box(b"mvhd", times), _track(handler, times), sound, place, box(b"meta", secret.encode())),
            box(b"mdat", b"gambar dan suara"),
            box(b"sefd", secret.encode()),
            more,
        )
    )


def _track(handler: bytes, times: bytes) -> bytes:
    named = box(b"hdlr", bytes(8), handler, bytes(12), SECRET.encode() + b"\x00")
    stbl = box(b"stbl", *(box(kind, bytes(8)) for kind in (b"stsd", b"stts", b"stsc", b"stsz", b"stco")))
    minf = box(b"minf", box(b"vmhd", bytes(12)), stbl)
    return box(
        b"trak", box(b"tkhd", times), box(b"udta", SECRET.encode()), box(b"mdia", box(b"mdhd", times), named, minf)
    )
