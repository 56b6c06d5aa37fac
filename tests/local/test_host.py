"""`make run`, from the outside: one origin, the contract's refusals, and an end that leaves nobody behind."""

import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.local.running_system import ROOT, SMALL, RunningSystem, is_alive, wait_until


def test_it_is_healthy_and_says_where_it_is(system: RunningSystem) -> None:
    health = system.ask("GET", "/api/health")
    assert health.status == 200
    assert health.headers["Cache-Control"] == "no-store"
    assert health.headers["X-Content-Type-Options"] == "nosniff"
    assert health.headers["X-Request-Id"]
    wait_until(lambda: any("dpupr-kepala" in line for line in system.console), 10)


def test_head_answers_the_headers_of_get_alone(system: RunningSystem) -> None:
    head = system.ask("HEAD", "/api/health")
    assert (head.status, head.content) == (200, b"")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nowhere", 404, "not_found"),
        ("GET", "/api", 404, "not_found"),
        ("GET", "/api//[", 404, "not_found"),
        ("DELETE", "/api/health", 405, "method_not_allowed"),
        ("OPTIONS", "/api/health", 405, "method_not_allowed"),
        ("GET", "/api/officer", 401, "unauthenticated"),
        ("GET", "/api/officer/nowhere", 401, "unauthenticated"),
        ("DELETE", "/api/officer", 401, "unauthenticated"),
    ],
)
def test_what_the_gateway_refuses_has_the_contracts_shape(
    system: RunningSystem, method: str, path: str, status: int, code: str
) -> None:
    indonesian = system.ask(method, path)
    assert (indonesian.status, indonesian.code) == (status, code)
    english = system.ask(method, path, headers={"Accept-Language": "en"})
    assert english.json["error"]["message"] != indonesian.json["error"]["message"]
    assert english.json["error"]["fields"] == []


def test_a_path_that_is_not_there_answers_like_a_report_that_is_not_there(system: RunningSystem) -> None:
    assert system.ask("GET", "/api/nowhere").content == system.ask("GET", "/api/reports/LP-0000-0000-000").content


@pytest.mark.parametrize(
    "token", ["Bearer x", "Bearer a.b.c", "Basic eDp5", "Bearer " + "x" * 1_000_000, "Bearer \u00e9"]
)
def test_a_bad_token_is_a_401(system: RunningSystem, token: str) -> None:
    answer = system.ask("GET", "/api/officer", headers={"Authorization": token})
    assert (answer.status, answer.code) == (401, "unauthenticated")


def test_an_authorization_header_beyond_ascii_harms_no_citizen(system: RunningSystem) -> None:
    assert system.ask("GET", "/api/health", headers={"Authorization": "Bearer \u00e9"}).status == 200
    assert system.ask("GET", "/api/nowhere", headers={"Authorization": "Bearer \u00e9"}).code == "not_found"


@pytest.mark.parametrize("path", ["/api/reports", "/api/track", "/api/reports/LP-0000-0000-000/withdraw"])
def test_10_megabytes_are_refused_readably_and_fast(system: RunningSystem, path: str) -> None:
    began = time.monotonic()
    answer = system.ask("POST", path, raw=b"x" * 10_000_000, headers={"Idempotency-Key": "kunci-besar-0001"})
    assert time.monotonic() - began < 5
    assert answer.status in (413, 404)
    assert answer.code in ("too_large", "not_found")


def test_another_content_type_is_a_415(system: RunningSystem) -> None:
    answer = system.ask("POST", "/api/reports", raw=b"<a/>", headers={"Content-Type": "application/xml"})
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


def test_the_mailbox_is_for_this_machine_alone(system: RunningSystem) -> None:
    assert system.ask("GET", "/_local/mail").status == 200
    for header in ("Forwarded", "X-Forwarded-For"):
        assert system.ask("GET", "/_local/mail", headers={header: "for=10.0.0.1"}).status == 404
    assert system.ask("GET", "/_local/mail", headers={"Host": "lapor.example"}).status == 404
    assert system.ask("GET", "/_local/nothing").status == 404


@pytest.mark.parametrize(
    "page",
    [
        {"Origin": "http://127.0.0.1:9"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_the_windows_answer_no_page_of_another_site(system: RunningSystem, page: dict[str, str]) -> None:
    sweep = {"now": "2026-12-01T09:00:00+07:00"}
    for answer in (
        system.ask("GET", "/_local/mail", headers=page),
        system.ask("GET", "/_local/mail", headers={"Accept": "text/html", **page}),
        system.ask("POST", "/_local/sweep", sweep, page),
    ):
        assert (answer.status, answer.code) == (403, "forbidden")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_the_sweep_takes_nothing_that_a_form_can_send(system: RunningSystem, kind: str) -> None:
    answer = system.ask("POST", "/_local/sweep", {"now": "2026-12-01T09:00:00+07:00"}, {"Content-Type": kind})
    assert (answer.status, answer.code) == (415, "unsupported_media_type")


def test_the_windows_answer_a_page_of_this_very_origin(system: RunningSystem) -> None:
    own = {"Origin": f"http://127.0.0.1:{system.port}", "Sec-Fetch-Site": "same-origin"}
    assert system.ask("GET", "/_local/mail", headers=own).status == 200
    assert system.ask("GET", "/_local/mail", headers={"Sec-Fetch-Site": "none"}).status == 200
    json = {**own, "Content-Type": "Application/JSON; charset=utf-8"}
    assert system.ask("POST", "/_local/sweep", {"now": "2020-12-01T09:00:00+07:00"}, json).status == 200


def test_the_mailbox_shows_a_browser_a_page_in_which_no_mail_can_act(system: RunningSystem) -> None:
    receipt = system.submit(60_000)
    assert receipt.status == 201
    wait_until(lambda: system.mails("warga60000@warga.example"), 10)
    page = system.ask("GET", "/_local/mail?to=warga60000@warga.example", headers={"Accept": "text/html"})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert b"<iframe sandbox srcdoc=" in page.content
    assert receipt.json["report_id"].encode() in page.content


def test_idle_connections_keep_no_worker_from_its_work(system: RunningSystem) -> None:
    idle = [socket.create_connection(("127.0.0.1", system.port)) for _ in range(20)]
    try:
        began = time.monotonic()
        assert system.ask("GET", "/api/health").status == 200
        assert time.monotonic() - began < 3
    finally:
        for connection in idle:
            connection.close()


def test_a_second_system_on_the_same_port_or_folder_says_so_in_one_sentence(
    system: RunningSystem, tmp_path: Path
) -> None:
    def run(port: int, data_dir: Path) -> tuple[int, str]:
        host = [sys.executable, "-m", "infra.local.host"]
        environment = {"PATH": "/usr/bin:/bin", "PORT": str(port), "DATA_DIR": str(data_dir)}
        ended = subprocess.run(host, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=30)
        return ended.returncode, ended.stderr

    code, sentence = run(system.port, tmp_path / "other")
    assert code != 0
    assert f"port {system.port} on 127.0.0.1 cannot be had" in sentence
    code, sentence = run(1, system.data_dir)
    assert code != 0
    assert f"another system runs on {system.data_dir}" in sentence
    assert sentence.count("\n") == 1


def test_sigterm_ends_all_it_started_and_demo_0_has_no_local_windows(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "data", SMALL | {"DEMO": "0"}).start()
    family = running.descendants()
    assert len(family) >= 6
    assert running.ask("GET", "/_local/mail").status == 404
    assert not any("kobar" in line for line in running.console)
    assert running.stop() == 0
    wait_until(lambda: not any(is_alive(number) for number in family), 5)
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection("127.0.0.1", running.port).connect()


def test_a_child_that_is_killed_comes_back(tmp_path: Path) -> None:
    running = RunningSystem(tmp_path / "data", SMALL).start()
    try:
        assert running.process
        children = [number for number in running.descendants() if parent_of(number) == running.process.pid]
        for number in children:
            command = Path(f"/proc/{number}/cmdline").read_text()
            if not any(foreign in command for foreign in ("in a network of its own", "ministack", "dynoxide")):
                subprocess.run(["kill", "-9", str(number)], check=True)
        wait_until(lambda: sum("starting it again" in line for line in running.console) >= 3, 10)
        wait_until(lambda: is_healthy(running), 20)
        assert running.submit(70_000).status == 201
        wait_until(lambda: running.mails("warga70000@warga.example"), 20)
    finally:
        running.stop()


def test_children_have_names_whatever_the_host_changed_in_its_own_settings(tmp_path: Path) -> None:
    program = f"""
import os
from pathlib import Path
from infra.local.children import fork
os.environ["FIRST"] = "a longer one"
del os.environ["PASSWORD"]
own = lambda name: Path(f"/proc/self/{{name}}").read_text()
raise SystemExit(fork("bucket", lambda: print(own("cmdline"), own("environ")), Path({str(tmp_path / "log")!r})).wait())
"""
    environment = {"FIRST": "1", "PASSWORD": "rahasia", "PATH": "/usr/bin:/bin"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, timeout=30)
    shown = (tmp_path / "log").read_text()
    assert shown.startswith("lapor: bucket")
    assert "rahasia" not in shown


def parent_of(number: int) -> int:
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])


def is_healthy(running: RunningSystem) -> bool:
    try:
        return running.ask("GET", "/api/health").status == 200
    except OSError:
        return False


def test_secrets_are_their_owners_alone(system: RunningSystem) -> None:
    for name in ("host.json", "access-code-secrets.json", "officer-passwords.json"):
        assert (system.data_dir / name).stat().st_mode & 0o777 == 0o600
    assert json.loads((system.data_dir / "host.json").read_text())["url"].endswith(str(system.port))
