"""A document is written anew without its author; one that can act, hide something or cannot be read is refused."""

import struct
import time
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused, copies_of, documents
from chalicelib.files.still import ACTIVE
from tests.files.made import PLACE_BYTES, SECRET, document, photo


def refusal(content: bytes) -> RefusedFile:
    """Why a document is refused."""
    with pytest.raises(Refused) as refused:
        copies_of(content, "application/pdf")
    return refused.value.reason


def written(content: bytes) -> bytes:
    """The copy that would be served."""
    (copy,) = copies_of(content, "application/pdf")
    assert (copy.name, copy.media_type) == ("large", "application/pdf")
    return copy.content


def test_author_xmp_and_the_place_of_photos_inside_are_gone_and_the_photo_remains() -> None:
    came = document()
    assert SECRET.encode() in came
    assert PLACE_BYTES in came
    copy = written(came)
    assert SECRET.encode() not in copy
    assert PLACE_BYTES not in copy
    reader = PdfReader(BytesIO(copy))
    assert reader.metadata is None
    assert reader.xmp_metadata is None
    (page,) = reader.pages
    resources: Any = page["/Resources"]
    stream = resources["/XObject"]["/P"]
    pictured = Image.open(BytesIO(stream._data))
    pictured.load()
    assert pictured.size == (60, 40)


def test_older_versions_and_what_was_hung_on_are_gone() -> None:
    first = document()
    changed = PdfWriter(BytesIO(first), incremental=True)
    changed.pages[0][NameObject("/Rotate")] = NumberObject(90)
    target = BytesIO()
    changed.write(target)
    whole = target.getvalue() + b"\n<html><script>KANARI</script></html>"
    assert b"KANARI" not in written(whole)


@pytest.mark.parametrize("content", [document(script=True), document(files=True)])
def test_scripts_and_files_inside_are_lost_and_the_pages_stay(content: bytes) -> None:
    copy = still(content)
    assert len(PdfReader(BytesIO(copy)).pages) == len(PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(
    "action",
    [
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        b"<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>",
        b"<< /S /URI /URI (https://x.example) /Next [ << /S /Launch /F (cmd.exe) >> ] >>",
        b"<< /S /SubmitForm /F (https://x.example) >>",
    ],
)
def test_an_action_is_lost_however_it_is_written_and_wherever_it_stands(action: bytes) -> None:
    link = b"/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 4 0 R /AA << /E 4 0 R >> /PA 4 0 R >> ]"
    field = b"/AcroForm << /XFA (x) /CO [5 0 R] /Fields [5 0 R] >>"
    widget = b"<< /FT /Tx /T (nama) /Subtype /Widget /Rect [0 0 9 9] /A 4 0 R /AA << /K 4 0 R >> >>"
    for content in (
        plain(b"/OpenAction " + action),
        plain(b"/OpenAction 4 0 R /AA << /WC 4 0 R >>", b"", action),
        plain(b"/Names << /JavaScript << /Names [ (a) 4 0 R ] >> >>", b"/AA << /O 4 0 R >>", action),
        plain(b"", link, action),
        plain(field, b"", action, widget),
        plain(b"/Outlines << /First 5 0 R /Last 5 0 R >>", b"", action, b"<< /Title (Bab) /A 4 0 R /AA 4 0 R >>"),
        plain(b"/Unknown << /Whatever [ 4 0 R ] >> /URI << /Base (https://x.example) >>", b"/New 4 0 R", action),
    ):
        copy = still(content)
        assert b"cmd.exe" not in copy
        assert b"alert" not in copy


def test_a_script_packed_into_an_object_stream_is_lost() -> None:
    content = with_packed_action(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")
    assert b"JavaScript" not in content
    assert b"alert" not in still(content)
    assert len(PdfReader(BytesIO(written(with_packed_action(b"<< /S /GoTo /D [3 0 R /Fit] >>")))).pages) == 1


def still(content: bytes) -> bytes:
    """The copy, in which nothing is found that acts."""
    copy = written(content)
    reader = PdfReader(BytesIO(copy))
    assert reader.pages
    assert not reader.attachments
    ahead: list[Any] = [reader.root_object]
    seen: set[int] = set()
    while ahead:
        one = ahead.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if id(one) in seen:
            continue
        seen.add(id(one))
        assert not (isinstance(one, str) and one in ACTIVE), one
        if isinstance(one, dict):
            assert not ACTIVE & one.keys()
            assert one.get("/S") not in ("/GoToR", "/GoToE", "/Named", "/Hide", "/Thread", "/ResetForm")
            ahead.extend(one.raw_get(name) for name in one)  # type: ignore[attr-defined]
        elif isinstance(one, list):
            ahead.extend(one)
    return copy


def test_what_may_stay_stays() -> None:
    """An outline of two chapters, a form's field, a remark without its author, and a link to a page."""
    outline = (
        b"/Outlines << /First 4 0 R /Last 5 0 R /Count 2 >> /Lang (id) /AcroForm << /Fields [6 0 R] /DA (/F 0 Tf) >>"
    )
    page = b"/Rotate 90 /Annots [ 6 0 R 7 0 R 8 0 R ] /Dur 3 /Trans << /S /Wipe >>"
    reader = PdfReader(
        BytesIO(
            still(
                plain(
                    outline,
                    page,
                    b"<< /Title (Satu) /Next 5 0 R /Dest [3 0 R /Fit] >>",
                    b"<< /Title (Dua) /Prev 4 0 R /A << /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (x) >> >> >>",
                    b"<< /FT /Tx /T (nama) /V (isi) /Subtype /Widget /Rect [0 0 9 9] /P 3 0 R >>",
                    b"<< /Subtype /Text /T (KANARI) /Contents (catatan) /Rect [0 0 9 9] /RC (<p/>) /M (D:2026) >>",
                    b"<< /Subtype /Link /Rect [0 0 9 9] /Dest [3 0 R /Fit] >>",
                )
            )
        )
    )
    assert [one.title for one in reader.outline] == ["Satu", "Dua"]  # type: ignore[union-attr]
    (only,) = reader.pages
    assert only.rotation == 90
    assert not {"/Dur", "/Trans"} & only.keys()
    widget, remark, link = (one.get_object() for one in only["/Annots"])  # type: ignore[attr-defined]
    assert (widget["/T"], widget["/V"]) == ("nama", "isi")
    assert remark["/Contents"] == "catatan"
    assert not {"/T", "/RC", "/M"} & remark.keys()
    assert link["/Dest"]
    assert str(reader.root_object["/Lang"]) == "id"


def test_what_lies_in_another_file_is_not_fetched_from_there() -> None:
    content = b"0 0 9 9 re f"
    lies_there = b"/F (//x.example/y) /Ref << /F (z.pdf) /Page 0 >>"
    drawn = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %s /Length 12 >>" % lies_there
    copy = written(plain(b"", b"/Resources << /XObject << /X 4 0 R >> >>", stream(drawn, content)))
    assert content in copy
    assert b"x.example" not in copy
    assert b"z.pdf" not in copy


def test_what_acts_where_nobody_looked_is_refused_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_still", lambda reader: None)
    assert refusal(plain(b"/OpenAction << /S /JavaScript /JS (1) >>")) is RefusedFile.ACTIVE_CONTENT


def test_a_locked_one_is_refused_but_not_one_that_opens_without_a_password() -> None:
    assert refusal(document(password="rahasia")) is RefusedFile.LOCKED
    copy = written(document(password=""))
    assert not PdfReader(BytesIO(copy)).is_encrypted


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"<script>alert(1)</script>" * 100,
        document()[:-400][: len(document()) // 3],
        b"%PDF-1.7\n" + b"[" * 100_000,
    ],
)
def test_a_damaged_one_is_refused(content: bytes) -> None:
    assert refusal(content) is RefusedFile.UNREADABLE


def test_what_stands_before_the_header_makes_it_something_else() -> None:
    assert refusal(b"<script>alert(1)</script>\n" + document()) is RefusedFile.OTHER_TYPE
    assert refusal(photo()) is RefusedFile.OTHER_TYPE


def test_a_circle_ends() -> None:
    copy = written(plain(b"/Again 1 0 R"))
    assert len(PdfReader(BytesIO(copy)).pages) == 1


def objects_of(entry: bytes, page: bytes = b"") -> list[bytes]:
    """Root, pages and one page, with one more entry in the root and in the page."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R " + entry + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] " + page + b" >>",
    ]


def plain(entry: bytes, page: bytes = b"", *more: bytes) -> bytes:
    """A document written by hand, with one more entry in its root and in its page, and more objects from 4 on."""
    body, offsets = b"%PDF-1.7\n", []
    for number, one in enumerate([*objects_of(entry, page), *more], 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    size = len(offsets) + 1
    return body + tail % (size, table, size, len(body))


def with_packed_action(action: bytes) -> bytes:
    """A document whose opening action, object 4, lies compressed in the object stream 5."""
    packed = zlib.compress(b"4 0 " + action)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    objects = dict(enumerate(objects_of(b"/OpenAction 4 0 R"), 1)) | {5: stream(head, packed)}
    body, rows = b"%PDF-1.7\n", {0: (0, 0, 0), 4: (2, 5, 0)}
    for number, one in objects.items():
        rows[number] = (1, len(body), 0)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    rows[6] = (1, len(body), 0)
    table = b"".join(struct.pack(">BHB", *rows[number]) for number in range(7))
    head = b"<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d >>" % len(table)
    return body + b"6 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (stream(head, table), len(body))


def stream(head: bytes, content: bytes) -> bytes:
    """A stream object."""
    return head + b"\nstream\n" + content + b"\nendstream"


LOST = [
    b"<< /S /GoToR /F (//penyerang.example/x.pdf) /D [0 /Fit] >>",
    b"<< /S /GoToE /T << /R /C >> >>",
    b"<< /S /Named /N /Print >>",
    b"<< /S /URI /URI (javascript:alert\\(1\\)) >>",
    b"<< /S /URI /URI (file:///etc/passwd) >>",
    b"<< /S /Hide /T (x) >>",
]


@pytest.mark.parametrize("action", LOST)
def test_a_document_loses_every_action_but_its_page_stays(action: bytes) -> None:
    link = b"/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A %s >> ]" % action
    for content in (plain(b"/OpenAction " + action), plain(b"/AA << /WC %s >>" % action), plain(b"", link)):
        copy = written(content)
        reader = PdfReader(BytesIO(copy))
        assert len(reader.pages) == 1
        assert not {"/OpenAction", "/AA"} & reader.root_object.keys()
        for told in (b"GoToR", b"GoToE", b"/Named", b"javascript:", b"file:", b"/Hide"):
            assert told not in copy


@pytest.mark.parametrize("address", ["https://x.example/a", "HTTP://x.example", "mailto:a@x.example", "tel:112"])
def test_a_link_to_the_web_a_mail_address_or_a_telephone_stays(address: str) -> None:
    action = b"<< /S /URI /URI (%s) >>" % address.encode()
    copy = written(plain(b"", b"/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A %s >> ]" % action))
    (page,) = PdfReader(BytesIO(copy)).pages
    annotations: Any = page["/Annots"]
    assert annotations[0].get_object()["/A"]["/URI"] == address


def test_annotations_of_other_kinds_than_may_stay_are_gone() -> None:
    for kind in (b"Screen", b"3D", b"FileAttachment", b"Projection"):
        copy = written(plain(b"", b"/Annots [ << /Type /Annot /Subtype /%s /Rect [0 0 9 9] >> ]" % kind))
        assert kind not in copy


def test_a_kilobyte_that_unfolds_to_500_megabytes_is_refused_at_once() -> None:
    deflating = zlib.compressobj(9)
    once = b"".join(deflating.compress(bytes(1_000_000)) for _ in range(500)) + deflating.flush()
    twice = zlib.compress(once, 9)
    assert len(twice) < 3000
    for filters, content in ((b"[/FlateDecode /FlateDecode]", twice), (b"/FlateDecode", once)):
        head = b"<< /Filter %s /Length %d >>" % (filters, len(content))
        came = plain(b"", b"/Contents 4 0 R", stream(head, content))
        began = time.process_time()
        assert refusal(came) is RefusedFile.TOO_COSTLY
        assert time.process_time() - began < 2
