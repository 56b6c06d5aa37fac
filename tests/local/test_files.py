"""Files through the running system: in and out under its own origin, over slow lines, and across kill -9."""

import http.client
import os
import socket
import subprocess
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from tests.app.uploading import fetched, multipart
from tests.files.made import PLACE_BYTES, SECRET, photo, video
from tests.local.running_system import HASTY, Reply, RunningSystem, submission, wait_until


def announce(system: RunningSystem, content: bytes, kind: str = "image/jpeg", name: str = "foto.jpg") -> dict[str, Any]:
    """A file that is announced."""
    reply = system.ask("POST", "/api/attachments", {"filename": name, "content_type": kind, "size": len(content)})
    assert reply.status == 201, reply.content
    return dict(reply.json)


def upload(form: dict[str, Any], content: bytes) -> int:
    """The status of an upload."""
    return fetched(form["url"], *multipart(form["fields"], content)).status


def submit(system: RunningSystem, number: int, *files: dict[str, Any]) -> Reply:
    """A report with files."""
    fields = submission(number) | {"attachments": [file["attachment_id"] for file in files]}
    return system.ask("POST", "/api/reports", fields, {"Idempotency-Key": f"kunci-berkas-{number}"})


def states(system: RunningSystem, receipt: dict[str, Any]) -> list[str]:
    """What became of a report's files so far."""
    return [one["state"] for one in system.own_view(receipt).json["attachments"]]


def served(system: RunningSystem, receipt: dict[str, Any], file: dict[str, Any]) -> Any:
    """What the reporter's browser gets."""
    path = f"/api/reports/{receipt['report_id']}/attachments/{file['attachment_id']}"
    return fetched(system.ask("GET", path, headers={"X-Access-Code": receipt["access_code"]}).json["url"])


def test_a_photo_goes_in_and_comes_out_under_the_sites_own_origin(system: RunningSystem) -> None:
    content, film = photo(size=(3000, 2000)), video()
    forms = [announce(system, content), announce(system, film, "video/mp4", "film.mp4")]
    origin = f"http://127.0.0.1:{system.port}/berkas/"
    assert all(form["url"].startswith(origin) for form in forms)
    assert [upload(form, one) for form, one in zip(forms, (content, film), strict=True)] == [204, 204]
    receipt = submit(system, 80_000, *forms).json
    wait_until(lambda: states(system, receipt) == ["checked", "checked"], 20)
    shown = served(system, receipt, forms[0])
    assert shown.status == 200
    assert Image.open(BytesIO(shown.content)).size == (1600, 1067)
    assert SECRET.encode() not in shown.content
    assert PLACE_BYTES not in shown.content
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    downloaded = served(system, receipt, forms[1])
    assert downloaded.headers["Content-Disposition"] == 'attachment; filename="lampiran.mp4"'
    assert b"111.6179" not in downloaded.content
    wait_until(lambda: len(list((system.data_dir / "files").iterdir())) == 3, 10)
    logged = "".join(path.read_text() for path in (system.data_dir / "log").glob("*.log"))
    for private in ("film.mp4", SECRET, forms[0]["attachment_id"], "X-Amz-Signature", "incoming/"):
        assert private not in logged


def test_the_demo_officers_of_other_places_do_not_see_it(system: RunningSystem) -> None:
    form = announce(system, photo())
    assert upload(form, photo()) == 204
    receipt = submit(system, 80_001, form).json
    wait_until(lambda: states(system, receipt) == ["checked"], 20)
    path = f"/api/officer/reports/{receipt['report_id']}/attachments/{form['attachment_id']}"
    assert system.ask("GET", path, headers=system.as_officer("kobar")).status == 200
    assert system.ask("GET", path, headers=system.as_officer("kotim")).status == 404
    assert system.ask("GET", path).status == 401


def test_nobody_signs_with_a_secret_that_is_known(system: RunningSystem) -> None:
    secret = (system.data_dir / "signing-secret.json").stat()
    assert secret.st_mode & 0o777 == 0o600
    form = announce(system, photo())
    assert '"secret": "local"' not in (system.data_dir / "signing-secret.json").read_text()
    forged = form["fields"] | {"x-amz-signature": "0" * 64}
    assert fetched(form["url"], *multipart(forged, photo())).status == 403


def test_many_slow_uploads_keep_no_worker_from_its_work(system: RunningSystem) -> None:
    content = photo(size=(1000, 1000))
    forms = [announce(system, content) for _ in range(12)]
    slow = [begun(system, form, content) for form in forms]
    began = time.monotonic()
    assert system.ask("GET", "/api/health").status == 200
    assert time.monotonic() - began < 3
    assert [finished(connection, rest) for connection, rest in slow] == [204] * 12
    receipt = submit(system, 80_002, *forms[:10]).json
    wait_until(lambda: states(system, receipt) == ["checked"] * 10, 40)


def begun(system: RunningSystem, form: dict[str, Any], content: bytes) -> tuple[http.client.HTTPConnection, bytes]:
    """An upload of which half has been sent, and the other half."""
    body, headers = multipart(form["fields"], content)
    connection = http.client.HTTPConnection("127.0.0.1", system.port, timeout=60)
    connection.putrequest("POST", form["url"].partition(str(system.port))[2])
    for name, value in (headers | {"Content-Length": str(len(body))}).items():
        connection.putheader(name, value)
    connection.endheaders(body[: len(body) // 2])
    return connection, body[len(body) // 2 :]


def finished(connection: http.client.HTTPConnection, rest: bytes) -> int:
    """The status of an upload whose other half is sent now."""
    connection.send(rest)
    return connection.getresponse().status


def test_a_dropped_connection_leaves_nothing_and_the_same_form_serves_again(system: RunningSystem) -> None:
    content = photo()
    form = announce(system, content)
    before = set((system.data_dir / "files").iterdir())
    connection, _ = begun(system, form, content)
    assert isinstance(connection.sock, socket.socket)
    connection.close()
    # What an earlier test sent may go meanwhile: its copy is kept, then what was sent is dropped.
    wait_until(lambda: set((system.data_dir / "files").iterdir()) <= before, 10)
    assert upload(form, content) == 204
    receipt = submit(system, 80_003, form).json
    wait_until(lambda: states(system, receipt) == ["checked"], 20)


def test_after_kill_9_every_file_that_was_taken_is_there_and_looked_at(tmp_path: Path) -> None:
    system = RunningSystem(tmp_path / "data", HASTY).start()
    content = photo(size=(1200, 900))
    forms = [announce(system, content) for _ in range(6)]
    half, _ = begun(system, announce(system, content), content)
    receipts: dict[int, dict[str, Any]] = {}
    for number, form in enumerate(forms):
        assert upload(form, content) == 204
        if number % 2:
            receipts[number] = submit(system, 81_000 + number, form).json
    system.kill_everything()
    half.close()
    system.start()
    try:
        for number, form in enumerate(forms):
            again = submit(system, 81_000 + number, form).json
            assert receipts.setdefault(number, again) == again
        wait_until(lambda: all(states(system, receipt) == ["checked"] for receipt in receipts.values()), 60)
        for number, form in enumerate(forms):
            assert Image.open(BytesIO(served(system, receipts[number], form).content)).size == (1200, 900)
        wait_until(lambda: len(list((system.data_dir / "files").iterdir())) == 12, 10)
    finally:
        system.stop()


def test_when_the_bucket_is_killed_what_comes_meanwhile_waits_for_the_next(system: RunningSystem) -> None:
    content = photo()
    form = announce(system, content)
    (bucket,) = [number for number in system.descendants() if command_of(number).startswith("lapor: bucket")]
    subprocess.run(["kill", "-9", str(bucket)], check=True)
    assert upload(form, content) == 204
    receipt = submit(system, 82_000, form).json
    wait_until(lambda: states(system, receipt) == ["checked"], 60)
    assert any("bucket ended" in line for line in system.console)


def command_of(number: int) -> str:
    """A process's command line."""
    return Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")


def test_a_photo_is_checked_while_big_ones_wait(system: RunningSystem) -> None:
    noise = Image.frombytes("RGB", (2700, 2700), os.urandom(3 * 2700**2))
    target = BytesIO()
    noise.save(target, "PNG", compress_level=1)
    big, small = target.getvalue(), photo()
    assert len(big) > 20_000_000
    forms = [announce(system, big, "image/png", "besar.png") for _ in range(6)] + [announce(system, small)]
    contents = [big] * 6 + [small]
    assert [upload(form, one) for form, one in zip(forms, contents, strict=True)] == [204] * 7
    receipt = submit(system, 80_100, *forms[4:]).json
    wait_until(lambda: states(system, receipt)[-1] == "checked", 30)
    assert "pending" in states(system, receipt), "big ones that came before it are still waiting"
    wait_until(lambda: set(states(system, receipt)) == {"checked"}, 90)
