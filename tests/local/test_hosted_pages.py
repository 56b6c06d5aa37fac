"""What the desk is told of signing in: this machine's own pool, or an office's own provider by discovery."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from infra.local import hosted_pages
from infra.local.ports import free_port
from infra.site_headers import policy

TOKEN = "https://masuk.kantor.example/token"


class _Provider(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        said = {"authorization_endpoint": "https://masuk.kantor.example/authorize", "token_endpoint": TOKEN}
        body = json.dumps(said).encode()
        found = self.path.endswith("/.well-known/openid-configuration")
        self.send_response(200 if found else 302)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Type", "application/json")
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silence."""


@pytest.fixture
def provider() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", free_port()), _Provider)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _asked_anew() -> None:
    hosted_pages._found.clear()
    hosted_pages._asked_at.clear()
    hosted_pages._silent_until.clear()


def test_an_offices_own_provider_is_found_by_discovery(provider: str) -> None:
    environ = {"OIDC_ISSUER": provider, "OIDC_AUDIENCE": "lapor"}
    told = json.loads(hosted_pages.sign_in_file(environ).body)
    assert told == {
        "issuer": provider,
        "client_id": "lapor",
        "authorize": "https://masuk.kantor.example/authorize",
        "token": TOKEN,
        "revoke": None,
        "sign_out": None,
    }
    assert hosted_pages.other_origins(environ) == ("https://masuk.kantor.example",)
    assert "connect-src 'self' https://masuk.kantor.example;" in policy(hosted_pages.other_origins(environ))


def test_a_provider_that_is_away_stops_nobody_from_reporting() -> None:
    away = f"http://127.0.0.1:{free_port()}"
    environ = {"OIDC_ISSUER": away, "OIDC_AUDIENCE": "lapor"}
    assert hosted_pages.sign_in_file(environ).status == 503
    assert hosted_pages.other_origins(environ) == ()


def test_this_machines_own_pool_widens_no_policy() -> None:
    environ = {"SIGN_IN_PAGES": "http://127.0.0.1:9", "OIDC_ISSUER": "x", "OIDC_AUDIENCE": "y"}
    assert hosted_pages.other_origins(environ) == ()
    assert "connect-src 'self';" in policy()
    assert json.loads(hosted_pages.sign_in_file(environ).body)["token"] == "/oauth2/token"


def test_what_the_door_says_is_handed_on_with_where_it_leads_and_no_cookie(provider: str) -> None:
    given = hosted_pages.answer(provider, "GET", "/login", "a=1", "", b"")
    assert given.status == 302
    names = {name for name, _ in given.headers}
    assert {"Location", "Content-Type"} <= names
    assert "Set-Cookie" not in names


def test_without_the_door_a_person_reads_a_sentence_and_the_desk_an_error() -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    page = hosted_pages.answer(nobody, "GET", "/oauth2/authorize", "", "", b"")
    assert (page.status, dict(page.headers)["Retry-After"]) == (503, "5")
    assert "Laporan warga tetap diterima." in page.body.decode()
    error = hosted_pages.answer(nobody, "POST", "/oauth2/token", "", "", b"")
    assert (error.status, json.loads(error.body)) == (503, {"error": "temporarily_unavailable"})


def test_a_door_that_hangs_is_not_asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosted_pages, "_TIMEOUT_SECONDS", 0.3)
    monkeypatch.setattr(hosted_pages, "SLOW_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        door = f"http://127.0.0.1:{hanging.getsockname()[1]}"
        times = []
        for _ in range(20):
            began = time.monotonic()
            assert hosted_pages.answer(door, "GET", "/oauth2/authorize", "", "", b"").status == 503
            times.append(time.monotonic() - began)
    assert times[0] > 0.25
    assert max(times[1:]) < 0.1
