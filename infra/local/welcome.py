"""What the person at the console reads when the system stands."""

import json
from pathlib import Path

from infra.local.data_dir import officer_passwords


def say(line: str) -> None:
    """One line to the person at the console, at once."""
    print(line, flush=True)


def warn_of_open_host(host: str) -> None:
    """Say loudly who can reach what listens on that address, and what the port lacks."""
    if host in ("localhost", "::1") or host.startswith("127."):
        return
    say(
        f"ATTENTION: HOST={host} opens this port to everybody who can reach this machine, without TLS: names, "
        "reports and passwords can be read on their way. Keep HOST=127.0.0.1 behind a TLS proxy (docs/one-machine.md)."
    )


def welcome(url: str, data_dir: Path, *, demo: bool, sign_in: bool) -> None:
    """Where everything is; of a demo also its officers, with passwords that work on this machine's pool alone."""
    say(f"ready: {url}  (Ctrl-C ends it)")
    if not demo:
        return
    say(f"mails: {url}/_local/mail, short messages: {url}/_local/sms")
    if not sign_in:
        return
    officers = json.loads((Path(__file__).parent / "demo_officers.json").read_text())
    passwords = officer_passwords(data_dir, [officer["username"] for officer in officers])
    say(f"desk: {url}/petugas  (`make -s token OFFICER=dpupr` gives a bearer); demo officers and their passwords:")
    for officer in officers:
        name = officer["username"]
        say(f"  {name:<13} {officer['role']:<12} {officer['agency_id']:<21} {passwords[name]}")
