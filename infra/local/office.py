"""`make office DOMAIN=lapor.kota.go.id ADDRESS=it@kota.go.id`: this machine becomes an office that serves.

Run as root, from a checkout that every user may read, after `make setup`: makes the system's own user and its folders,
and puts in place the units, the settings and the TLS front's. Settings and a Caddyfile of your own that are there stay
as they are, so it may be run again after each new version. It starts nothing.
"""

import compileall
import os
import re
import subprocess
from pathlib import Path

from infra.aws.console import CommandRefused, ended, given, say

CHECKOUT = Path(__file__).resolve().parents[2]
OURS = CHECKOUT / "infra" / "local"
WRITTEN_FOR = "/opt/lapor"
"""The checkout that the units name."""
UNITS = ("lapor.service", "lapor-backup.service", "lapor-backup.timer", "lapor-alarm.service", "lapor-alarm.timer")
PLACES = {
    "systemd/lapor.sysusers.conf": "etc/sysusers.d/lapor.conf",
    "systemd/lapor.tmpfiles.conf": "etc/tmpfiles.d/lapor.conf",
    **{f"systemd/{unit}": f"etc/systemd/system/{unit}" for unit in UNITS},
}
SETTINGS, CADDY = "etc/lapor/lapor.env", "etc/caddy/Caddyfile"
_EXAMPLE = "make office DOMAIN=lapor.kota.go.id ADDRESS=it@kota.go.id"
_DEBIANS = "# The Caddyfile is an easy way to configure your Caddy web server."
_DOMAIN, _ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+"), re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def main() -> None:
    """Make the office that DOMAIN and ADDRESS name. Raises CommandRefused, WrongUsage."""
    domain, address = given("DOMAIN", _EXAMPLE), given("ADDRESS", _EXAMPLE)
    if not _DOMAIN.fullmatch(domain) or not _ADDRESS.fullmatch(address):
        raise CommandRefused(f"DOMAIN is a name like lapor.kota.go.id, ADDRESS one like it@kota.go.id: {_EXAMPLE}")
    if os.geteuid() != 0:
        raise CommandRefused("Only root can make a user and put units in place: run it as root.")
    if CHECKOUT.is_relative_to("/root") or CHECKOUT.is_relative_to("/home"):
        raise CommandRefused(f"The system's user may not read {CHECKOUT}: put the checkout in {WRITTEN_FOR}.")
    put_in_place(Path("/"), CHECKOUT, domain, address)
    for command in (["systemd-sysusers"], ["systemd-tmpfiles", "--create"], ["systemctl", "daemon-reload"]):
        if subprocess.run(command, check=False).returncode:
            raise CommandRefused(f"`{' '.join(command)}` failed; what it said stands above. Run this again after that.")
    for part in ("app.py", "chalicelib", "infra"):
        one = CHECKOUT / part
        (compileall.compile_file if one.is_file() else compileall.compile_dir)(str(one), quiet=1)
    say(f"Put in place for {domain}. Fill in SMTP_URL in /{SETTINGS}, then:")
    say("  systemctl enable --now lapor lapor-backup.timer lapor-alarm.timer && systemctl restart caddy")
    say(f"  runuser -u lapor -- make -C {CHECKOUT} first-officer DATA_DIR=/var/lib/lapor USERNAME=… EMAIL=…")


def put_in_place(root: Path, checkout: Path, domain: str, address: str) -> None:
    """Write every file below a root; what the office has changed of settings and front stays. Raises OSError."""
    for source, place in PLACES.items():
        text = (OURS / source).read_text(encoding="utf-8").replace(WRITTEN_FOR, str(checkout))
        _write(root / place, text, 0o644)
    settings = (OURS / "systemd" / "lapor.env").read_text(encoding="utf-8").replace("lapor.example", domain)
    if not (root / SETTINGS).exists():
        (root / SETTINGS).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(root / SETTINGS, settings.replace("ALARM_ADDRESS=", f"ALARM_ADDRESS={address}"), 0o600)
    front = root / CADDY
    if not front.exists() or front.read_text(encoding="utf-8").startswith(_DEBIANS):
        text = (OURS / "tls" / "Caddyfile").read_text(encoding="utf-8")
        _write(front, text.replace("\nlapor.example {", f"\n{domain} {{"), 0o644)
    elif domain not in front.read_text(encoding="utf-8"):
        say(f"/{CADDY} is your own and does not name {domain}: take what you need from {OURS / 'tls' / 'Caddyfile'}.")


def _write(place: Path, text: str, mode: int) -> None:
    place.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    place.touch(mode=mode)
    place.write_text(text, encoding="utf-8")
    place.chmod(mode)


if __name__ == "__main__":
    ended(main)
