"""An empty machine becomes an office: its units and TLS fronts are ones that systemd, Caddy and nginx take."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from infra.local import office
from infra.local.ports import free_port, is_listening
from tests.local.running_system import ROOT, RunningSystem, wait_until

SITE, ADDRESS = "lapor.kota.go.id", "it@kota.go.id"
SERVICES = [unit for unit in office.UNITS if unit.endswith(".service")]
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
with_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
with_caddy = pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not installed")
with_nginx = pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file system of a machine on which everything was put in place."""
    place = tmp_path_factory.mktemp("machine")
    office.put_in_place(place, ROOT, SITE, ADDRESS)
    return place


def verified(*command: str | Path) -> str:
    """What a command says that must succeed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@with_systemd
@pytest.mark.parametrize("unit", office.UNITS)
def test_systemd_finds_nothing_wrong_with_a_unit(root: Path, unit: str) -> None:
    assert verified("systemd-analyze", "verify", "--man=no", root / "etc/systemd/system" / unit) == ""


@with_systemd
@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_is_shut_in_as_far_as_it_can_work(root: Path, unit: str) -> None:
    said = verified("systemd-analyze", "security", "--offline=yes", root / "etc/systemd/system" / unit)
    exposure = re.search(r"exposure level for \S+: ([0-9.]+)", said)
    assert exposure
    assert float(exposure[1]) <= 2.0


def test_the_system_may_make_the_networks_of_its_inner_servers_and_no_other_namespace(root: Path) -> None:
    text = (root / "etc/systemd/system/lapor.service").read_text()
    assert "\nRestrictNamespaces=user net\n" in text
    assert "\nRestrictAddressFamilies=AF_UNIX AF_INET AF_INET6\n" in text
    assert "\nRestart=always\n" in text
    assert "/opt/lapor" not in text


@with_systemd
def test_user_and_folders_are_made(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "machine")
    verified("systemd-sysusers", f"--root={tmp_path / 'machine'}")
    assert "lapor:" in (tmp_path / "machine/etc/passwd").read_text()
    verified("systemd-tmpfiles", "--create", f"--root={tmp_path / 'machine'}")


@with_caddy
def test_caddy_takes_its_front(root: Path) -> None:
    config = root / office.CADDY
    verified("caddy", "validate", "--adapter", "caddyfile", "--config", config)
    assert SITE in config.read_text()
    assert subprocess.run(["caddy", "fmt", config], capture_output=True, text=True).stdout == config.read_text()


@with_caddy
def test_through_caddy_nothing_is_local_and_no_log_has_a_number_or_a_code(
    system: RunningSystem, tmp_path: Path
) -> None:
    port, text = free_port(), (office.OURS / "tls" / "Caddyfile").read_text()
    own = text.replace("\nlapor.example {", f"\nhttp://127.0.0.1:{port} {{").replace(
        "127.0.0.1:8000", f"127.0.0.1:{system.port}"
    )
    (tmp_path / "Caddyfile").write_text(own)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with (tmp_path / "log").open("w") as log:
        caddy = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_until(lambda: is_listening(port), 20)
        through = replace(system, port=port)
        receipt = through.submit(62_000).json
        assert through.own_view(receipt).status == 200
        assert through.ask("GET", "/api/health?deep=1").json.keys() == {"status", "version"}
        assert through.ask("GET", "/_local/mail").status == 404
        path, code = f"/api/reports/{receipt['report_id']}/reply", {"X-Access-Code": receipt["access_code"]}
        assert through.ask("POST", path, headers=code, raw=b"x" * 30_000_000).status == 413
        with suppress(OSError):  # Caddy goes while it is still told
            assert through.ask("POST", path, headers=code, raw=b"x" * 40_000_000).status in (413, 502)
    finally:
        caddy.terminate()
        caddy.wait(20)
    said = (tmp_path / "log").read_text()
    assert "serving initial configuration" in said
    assert receipt["report_id"] not in said
    assert receipt["access_code"] not in said


@with_nginx
def test_nginx_takes_its_front(tmp_path: Path) -> None:
    verified(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
        "-subj", f"/CN={SITE}", "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem",
    )  # fmt: skip
    front = (office.OURS / "tls" / "nginx.conf").read_text()
    for folder in ("/etc/letsencrypt/live/lapor.example", "/var/log/nginx"):
        front = front.replace(folder, str(tmp_path))
    (tmp_path / "front.conf").write_text(front)
    whole = f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include {tmp_path}/front.conf; }}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    verified(NGINX, "-t", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log")


def test_settings_and_a_front_of_ones_own_stay_as_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    front = tmp_path / office.CADDY
    front.parent.mkdir(parents=True)
    front.write_text("# The Caddyfile is an easy way to configure your Caddy web server.\n:80\n")
    office.put_in_place(tmp_path, ROOT, SITE, ADDRESS)
    settings = tmp_path / office.SETTINGS
    assert settings.stat().st_mode & 0o777 == 0o600
    assert f"SITE_URL=https://{SITE}\n" in settings.read_text()
    assert f"ALARM_ADDRESS={ADDRESS}\n" in settings.read_text()
    assert f"\n{SITE} {{" in front.read_text()
    settings.write_text("SMTP_URL=smtps://kami\n")
    front.write_text("lain.go.id {\n}\n")
    office.put_in_place(tmp_path, ROOT, SITE, ADDRESS)
    assert settings.read_text() == "SMTP_URL=smtps://kami\n"
    assert front.read_text() == "lain.go.id {\n}\n"
    assert f"does not name {SITE}" in capsys.readouterr().out


def test_every_setting_in_the_file_is_documented() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text() + (ROOT / "docs" / "one-machine.md").read_text()
    names = re.findall(r"^([A-Z_]+)=", (office.OURS / "systemd" / "lapor.env").read_text(), re.MULTILINE)
    assert names
    assert [name for name in names if f"`{name}`" not in documented] == []
