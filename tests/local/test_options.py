"""What cannot be is told in one sentence that says what to do, and no trace."""

import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from infra.local.data_dir import alone_with, write_private
from infra.local.options import Options, check_address, read_options, url_of
from infra.local.token import running_at
from infra.local.welcome import warn_of_open_host
from tests.local.running_system import ROOT


def test_nothing_said_is_the_default() -> None:
    for environ in ({}, {"PORT": "", "HOST": "", "DATA_DIR": "", "DEMO": ""}):
        assert read_options(environ) == Options("127.0.0.1", 8000, Path(".data").resolve(), True)


def test_figures_that_are_said_are_taken() -> None:
    options = read_options({"SWEEPER_SECONDS": "5", "WEB_WORKERS": "1"})
    assert (options.sweeper_seconds, options.web_workers) == (5, 1)


@pytest.mark.parametrize(
    "environ",
    [
        *({"PORT": port} for port in ("abc", "0", "-1", "65536", "8000.0", "٨٠٠٠", " ")),
        *({"DEMO": demo} for demo in ("yes", "true", "2")),
        *({"SWEEPER_SECONDS": seconds} for seconds in ("0", "0.5", "3601")),
        *({"WEB_WORKERS": workers} for workers in ("0", "two", "65")),
    ],
)
def test_an_option_that_cannot_be_is_named_with_what_it_must_be(environ: Mapping[str, str]) -> None:
    ((name, value),) = environ.items()
    with pytest.raises(RuntimeError, match="it must be") as refused:
        read_options(environ)
    assert str(refused.value).startswith(f"{name} is {value!r}")


def test_an_address_nobody_can_listen_at_is_told_apart_from_a_taken_port() -> None:
    for host in ("192.0.2.1", "::zz"):
        with pytest.raises(RuntimeError, match=r"HOST is .* no such address"):
            check_address(host, 8000)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RuntimeError, match=rf"port {port} on localhost cannot be had .* set PORT"):
            check_address("localhost", port)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("kobar.example", "http://kobar.example:8000"),
    ],
)
def test_the_address_that_is_shown_can_be_reached(host: str, url: str) -> None:
    assert url_of(host, 8000) == url


@pytest.mark.parametrize("place", ["", "below"])
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, place: str) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(RuntimeError, match=r"cannot be used .* name a folder"), alone_with(file / place):
        pass


def test_make_demo_finds_the_system_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"No running system uses .*make run"):
        running_at(tmp_path)
    with alone_with(tmp_path):
        write_private(tmp_path / "host.json", {"url": "http://127.0.0.1:9123"})
        assert running_at(tmp_path) == "http://127.0.0.1:9123"
    with pytest.raises(SystemExit, match="No running system uses"):
        running_at(tmp_path)


@pytest.mark.parametrize("wrong", [{"PORT": "abc"}, {"DATA_DIR": "/dev/null"}, {"SHARDS": "0"}, {"DEMO": "yes"}])
def test_make_run_ends_with_the_sentence_alone(tmp_path: Path, wrong: dict[str, str]) -> None:
    environ = {"PATH": "/usr/bin:/bin", "PORT": "65432", "DATA_DIR": str(tmp_path / "data")} | wrong
    host = [sys.executable, "-m", "infra.local.host"]
    ended = subprocess.run(host, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    ((name, value),) = wrong.items()
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"It ends: {name} ")
    assert value in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_a_port_that_others_can_reach_is_said_loudly(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    warn_of_open_host(host)
    assert capsys.readouterr().out.startswith(f"ATTENTION: HOST={host} opens this port to everybody")
    for own in ("127.0.0.1", "localhost", "::1"):
        warn_of_open_host(own)
    assert capsys.readouterr().out == ""
