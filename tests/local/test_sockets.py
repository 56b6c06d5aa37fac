"""The way to the inner servers: by sockets at a path of any length, for every client, and for no page."""

import http.client
import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
import pytest
import urllib3

from infra.local import inner, sockets
from infra.local.inner_server import InnerHandler, InnerServer

DEEP = "/".join(["folder-dalam-sekali"] * 12)


class Greeter(InnerHandler):
    """Answers a GET."""

    def do_GET(self) -> None:
        """Say hello."""
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"halo\n")


@contextmanager
def greeting(url: str) -> Iterator[InnerServer]:
    server = InnerServer(url, Greeter)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["", DEEP], ids=["short", "deeper than a socket's address has room for"])
def url(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    data_dir = tmp_path / request.param
    data_dir.mkdir(parents=True, exist_ok=True)
    inner.make_folder(data_dir)
    inner.reach(data_dir)
    address = inner.url_of(inner.MAIL, data_dir)
    with greeting(address):
        yield address


def test_a_socket_is_reached_by_every_client_at_any_depth(url: str) -> None:
    with urllib.request.urlopen(url, timeout=5) as answer:
        assert answer.read() == b"halo\n"
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=5)
    for _ in range(3):
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"halo\n"
    connection.close()
    assert urllib3.PoolManager().request("GET", url, timeout=5.0).data == b"halo\n"
    body = boto3.client("s3", endpoint_url=url).get_object(Bucket="x", Key="y")["Body"]
    assert body.read() == b"halo\n"


def test_a_socket_is_its_owners_alone(url: str) -> None:
    path = inner.socket_of(url)
    assert path
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_an_office_proxy_is_not_asked_for_them(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with urllib.request.urlopen(url, timeout=5) as answer:
        assert answer.read() == b"halo\n"
    body = boto3.client("s3", endpoint_url=url).get_object(Bucket="x", Key="y")["Body"]
    assert body.read() == b"halo\n"


@pytest.mark.parametrize(
    ("known", "then"), [("", ".lapor.internal"), ("kab.go.id", "kab.go.id,.lapor.internal"), ("*", "*")]
)
def test_what_goes_past_the_proxy_already_still_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: str, then: str
) -> None:
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("NO_PROXY", known)
    inner.reach(tmp_path)
    inner.reach(tmp_path)
    assert os.environ.get("no_proxy", known) == then


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "localhost"},
    ],
    ids=str,
)
def test_a_page_gets_nothing_even_through_an_open_door(url: str, headers: dict[str, str]) -> None:
    for address in (url, "http://127.0.0.1:0"):
        with greeting(address) as server:
            own = f"http://{server.own_name}/"
            with urllib.request.urlopen(own, timeout=5) as answer:
                assert answer.status == 200
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(urllib.request.Request(own, headers=headers), timeout=5)
            assert refused.value.code == 403
            assert b"halo" not in refused.value.read()


def test_two_hosts_or_none_are_nobodys(url: str) -> None:
    for lines in (b"", b"Host: %s\r\nHost: evil.example\r\n" % url.removeprefix("http://").encode()):
        with inner.connected(url.removeprefix("http://"), 5) as connection:
            connection.sendall(b"GET / HTTP/1.1\r\n" + lines + b"\r\n")
            assert connection.recv(64).startswith(b"HTTP/1.1 403")


def test_a_server_takes_the_place_of_one_that_was_killed(tmp_path: Path) -> None:
    inner.make_folder(tmp_path)
    inner.reach(tmp_path)
    url = inner.url_of(inner.BUCKET, tmp_path)
    path = inner.socket_of(url)
    assert path
    sockets.listen(path).close()  # the name stays, as after kill -9
    assert not inner.is_answering(url)
    with greeting(url):
        assert inner.is_answering(url)


def test_an_address_that_nobody_taught_is_not_asked_of_the_network(tmp_path: Path) -> None:
    inner.reach(tmp_path)
    for url in ("http://mail.0123456789ab.lapor.internal", inner.url_of("nobody", tmp_path)):
        with pytest.raises(urllib.error.URLError) as unreachable:
            urllib.request.urlopen(url, timeout=5)
        assert not isinstance(unreachable.value.reason, socket.gaierror)
        assert not inner.is_answering(url)
