"""A gateway for short messages: what the local endpoint hands to it, and what each of its answers means."""

import base64
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from infra.local.mailbox import Mail, Mailbox
from infra.local.post import Post
from infra.local.relay import NotRelayed, RefusedByRelay, RelayIsDown, RelayIsSilent
from infra.local.sms_gateway import HttpGateway, gateway_of

TAGS = {"report": "LP-1", "seq": "1", "recipient": "reporter"}
MESSAGE = Mail("LAPOR", "+6281234567890", "", "Laporan – kami terima.", tags=TAGS)


@dataclass
class Received:
    """What a small gateway of our own got; ``status`` is what it answers, 0 is silence."""

    status: int = 200
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    authorization: str | None = None


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
def port(received: Received) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.forms.append(parse_qs(body))
            received.paths.append(self.path)
            received.authorization = self.headers["Authorization"]
            if received.status:
                self.send_response(received.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def test_it_gets_a_form_with_number_text_sender_and_id(port: int, received: Received) -> None:
    gateway_of(f"http://petugas:rahasia%21@127.0.0.1:{port}/kirim?akun=7").hand(MESSAGE, "id-1")
    assert received.forms == [
        {"to": ["+6281234567890"], "text": ["Laporan – kami terima."], "from": ["LAPOR"], "id": ["id-1"]}
    ]
    assert received.paths == ["/kirim?akun=7"]
    assert received.authorization == f"Basic {base64.b64encode(b'petugas:rahasia!').decode()}"


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, RefusedByRelay),
        (404, RefusedByRelay),
        (422, RefusedByRelay),
        (301, RelayIsDown),
        (401, RelayIsDown),
        (429, RelayIsDown),
        (500, RelayIsDown),
        (0, RelayIsSilent),
    ],
)
def test_what_its_answers_mean(port: int, received: Received, status: int, failure: type[NotRelayed]) -> None:
    received.status = status
    with pytest.raises(NotRelayed) as told:
        gateway_of(f"http://127.0.0.1:{port}/").hand(MESSAGE, "id-1")
    assert type(told.value) is failure
    assert "62812" not in str(told.value)


def test_nobody_there_is_down_and_nothing_was_sent() -> None:
    with pytest.raises(RelayIsDown):
        gateway_of("http://127.0.0.1:1/").hand(MESSAGE, "id-1")
    with pytest.raises(RelayIsDown):
        HttpGateway("http://127.0.0.1:1/").greet()


@pytest.mark.parametrize("url", ["ftp://pesan.example/", "pesan.example", ""])
def test_another_scheme_is_said_in_one_sentence(url: str) -> None:
    with pytest.raises(RuntimeError, match="SMS_URL must begin with"):
        gateway_of(url)


def test_a_password_goes_unencrypted_to_this_machine_alone() -> None:
    with pytest.raises(RuntimeError, match="unencrypted"):
        gateway_of("http://petugas:rahasia@pesan.example/")


def test_a_repeat_is_handed_over_once_and_after_a_silence_once_more(
    port: int, received: Received, tmp_path: Path
) -> None:
    post = Post(Mailbox(tmp_path / "mail.db"), gateway_of(f"http://127.0.0.1:{port}/"))
    first = post.take(MESSAGE)
    assert post.take(MESSAGE) == first
    assert [form["id"] for form in received.forms] == [[first]]
    received.status = 0
    other = Mail("LAPOR", "+6281234567891", "", "Halo", tags={"report": "LP-2", "seq": "1", "recipient": "reporter"})
    for _ in range(2):
        with pytest.raises(RelayIsSilent):
            post.take(other)
    received.status = 200
    with pytest.raises(Exception, match="never said"):
        post.take(other)
    assert len({form["id"][0] for form in received.forms[1:]}) == 1, "the same id, so that a gateway can tell"
