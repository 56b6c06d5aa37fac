"""How much may be uploaded: by a source in an hour, by all in a day, to a report, and only where there is room."""

import itertools
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib import clock, free_space
from chalicelib.domain.attachments import AttachmentState
from chalicelib.service.attachments.cleanup import look_after_files
from chalicelib.service.attachments.measures import units_of
from chalicelib.settings import settings
from chalicelib.store import uploads
from tests.app.people import Desk, Reply, new_key, submission
from tests.app.uploading import announced, fetched, multipart
from tests.files.made import photo
from tests.local.running_system import wait_until
from tests.notify.scene import settings_of

MEGABYTE = 1024 * 1024
_sources = itertools.count(1)


@pytest.fixture
def source() -> Iterator[str]:
    """An address that nobody else has."""
    with settings_of(VIEWER_ADDRESS_HEADER="X-Viewer", UPLOAD_MEGABYTES_PER_DAY="1000000"):
        yield f"2001:db8::{next(_sources):x}"


def announce(desk: Desk, size: int, source: str, language: str = "id") -> Reply:
    """A file of so many bytes is announced."""
    fields = {"filename": "foto.jpg", "content_type": "image/jpeg", "size": size}
    return desk.post("/attachments", fields, {"X-Viewer": source, "Accept-Language": language})


def test_a_file_costs_what_it_weighs_and_a_small_one_a_unit() -> None:
    assert [units_of(size) for size in (1, 256 * 1024, 256 * 1024 + 1, 25 * MEGABYTE)] == [1, 1, 2, 100]


def test_a_source_sends_so_many_megabytes_an_hour(desk: Desk, source: str) -> None:
    with settings_of(UPLOAD_MEGABYTES_PER_HOUR=""):
        assert (settings().upload_megabytes_per_hour, settings().upload_megabytes_per_day) == (1000, 1_000_000)
    with settings_of(UPLOAD_MEGABYTES_PER_HOUR="50"):
        assert [announce(desk, 25 * MEGABYTE, source).status for _ in range(2)] == [201, 201]
        refused = announce(desk, 1, source)
        assert (refused.status, refused.code, refused.headers["Retry-After"]) == (429, "rate_limited", "3600")
        assert "satu jam lagi" in refused.error["message"]
        assert "in an hour" in announce(desk, 1, source, "en").error["message"]
        assert announce(desk, 1, f"{source}:1").status == 201


def test_many_small_ones_weigh_too(desk: Desk, source: str) -> None:
    with settings_of(UPLOAD_MEGABYTES_PER_HOUR="1"):
        assert [announce(desk, 1, source).status for _ in range(5)] == [201] * 4 + [429]


def test_all_together_send_so_many_megabytes_a_day(desk: Desk, source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = clock.now() + timedelta(days=400)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)  # a day on which nobody has sent anything
    with settings_of(UPLOAD_MEGABYTES_PER_DAY="100"):  # in two parts
        answers = [announce(desk, 25 * MEGABYTE, f"{source}:{n}") for n in range(30)]
    assert sum(one.status == 201 for one in answers) == 4
    refused = next(one for one in answers if one.status != 201)
    assert (refused.status, refused.headers["Retry-After"]) == (429, str(24 * 3600))
    assert "besok" in refused.error["message"]
    assert "Anda sudah terlalu sering" not in refused.error["message"], "others did it"


def test_free_space_is_asked_before_a_form_is_signed(desk: Desk, source: str, tmp_path: Path) -> None:
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES="1"):
        free = free_space.free_bytes()
        assert free
        megabytes = (free - 40 * MEGABYTE) // MEGABYTE
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES=str(megabytes)):
        assert announce(desk, MEGABYTE, source).status == 201
        refused = announce(desk, 25 * MEGABYTE, source)
        assert (refused.status, refused.json["error"]["reason"]) == (503, "disk_full")
        assert "penuh" in refused.error["message"]


def test_a_reports_files_have_a_measure(desk: Desk) -> None:
    ids = [announced(desk, b"", size=25 * MEGABYTE).attachment_id for _ in range(5)]
    refused = desk.post("/reports", submission(attachments=ids), {"Idempotency-Key": new_key()})
    assert (refused.status, refused.error["fields"][0]["code"]) == (422, "files_too_large")
    assert "100 MB" in refused.error["fields"][0]["message"]
    assert desk.submit(attachments=ids[:4])


def test_what_nobody_took_goes_after_two_hours_where_space_is_short(desk: Desk, tmp_path: Path) -> None:
    untaken = announced(desk, photo()).attachment_id
    taken = announced(desk, photo()).attachment_id
    desk.submit(attachments=[taken])
    early, late = clock.now() + timedelta(minutes=119), clock.now() + timedelta(minutes=121)
    look_after_files(late, lambda: True)
    assert uploads.load(untaken), "with room enough it stays for a day"
    free = _free(tmp_path)
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES=str(free // MEGABYTE - 500)):
        assert not free_space.is_short()
        assert free_space.is_tight()
        look_after_files(early, lambda: True)
        assert uploads.load(untaken)
        look_after_files(late, lambda: True)
    assert uploads.load(untaken) is None
    kept = uploads.load(taken)
    assert kept
    assert kept.report_id
    found = uploads.attachment(kept.report_id, taken)
    assert found
    assert found.state is AttachmentState.MISSING, "what a report took is looked after when it is due, as ever"


def _free(folder: Path) -> int:
    with settings_of(DATA_FOLDER=str(folder)):
        return free_space.free_bytes() or 0


def test_what_is_coming_in_keeps_its_room(desk: Desk, tmp_path: Path) -> None:
    first, second = (announced(desk, photo()) for _ in range(2))
    body, headers = multipart(second.fields, photo())
    port = int(second.url.split(":")[2].split("/")[0])
    spared = _free(tmp_path) // MEGABYTE - 40
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES=str(spared)):
        with socket.create_connection(("127.0.0.1", port)) as slow:
            length = 25 * MEGABYTE
            head = f"POST {first.url.partition(str(port))[2]} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
            slow.sendall(f"{head}Content-Type: {headers['Content-Type']}\r\n\r\n".encode())
            wait_until(lambda: fetched(second.url, _of(20 * MEGABYTE), headers).status == 503, 10)
            refused = fetched(second.url, _of(20 * MEGABYTE), headers)
            assert (refused.status, refused.headers["Retry-After"]) == (503, "60")
            assert b"disk is full" in refused.content
            assert fetched(second.url, body, headers).status == 204, "a small one fits beside it"
        wait_until(lambda: fetched(second.url, _of(20 * MEGABYTE), headers).status != 503, 10)


def _of(size: int) -> bytes:
    """A body of so many bytes that is no form: it is not read when there is no room, and is refused when there is."""
    return b"x" * size
