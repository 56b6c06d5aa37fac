"""A document is written anew without its author; one that can act, hide something or cannot be read is refused."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject

from chalicelib.domain.attachments import RefusedFile
from chalicelib.files import Refused, copies_of
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
def test_scripts_and_files_inside_are_refused(content: bytes) -> None:
    assert refusal(content) is RefusedFile.ACTIVE_CONTENT


@pytest.mark.parametrize(
    "action",
    [
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        b"<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>",
        b"<< /S /URI /URI (https://x.example) /Next [ << /S /Launch /F (cmd.exe) >> ] >>",
        b"<< /S /SubmitForm /F (https://x.example) >>",
    ],
)
def test_an_action_is_found_however_it_is_written(action: bytes) -> None:
    assert refusal(plain(b"/OpenAction " + action)) is RefusedFile.ACTIVE_CONTENT


def test_a_script_packed_into_an_object_stream_is_found() -> None:
    content = with_packed_action(b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>")
    assert b"JavaScript" not in content
    assert refusal(content) is RefusedFile.ACTIVE_CONTENT
    assert len(PdfReader(BytesIO(written(with_packed_action(b"<< /S /GoTo /D [3 0 R /Fit] >>")))).pages) == 1


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


def objects_of(entry: bytes) -> list[bytes]:
    """Root, pages and one page, with one more entry in the root."""
    return [
        b"<< /Type /Catalog /Pages 2 0 R " + entry + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
    ]


def plain(entry: bytes) -> bytes:
    """A document written by hand, with one more entry in its root."""
    body, offsets = b"%PDF-1.7\n", []
    for number, one in enumerate(objects_of(entry), 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"xref\n0 4\n0000000000 65535 f \n%strailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
    return body + tail % (table, len(body))


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
