"""An officer invited on the whole running system: two letters, a first token, and out at once when disabled."""

import re
from typing import Any

import pytest

from infra.local.token import bearer
from tests.local.running_system import RunningSystem, wait_until

NEW = {"username": "baru.petugas", "email": "baru.petugas@petugas.example", "role": "liaison"}


def admin(system: RunningSystem, path: str, fields: dict[str, Any]) -> Any:
    """The coordinator writes."""
    return system.ask("POST", f"/api/officer/{path}", fields, system.as_officer("kobar"))


def test_an_invited_officer_gets_in_and_a_disabled_one_is_out(system: RunningSystem) -> None:
    made = admin(system, "officers", {**NEW, "agency_id": "kab.6201.diskan"})
    assert made.status == 201, made.content
    wait_until(lambda: len(system.mails(NEW["email"])) == 2, 30)
    mails = system.mails(NEW["email"])
    assert {mail["subject"] for mail in mails} == {
        "LAPOR!: Anda didaftarkan sebagai petugas", "LAPOR!: kata sandi sementara Anda",
    }  # fmt: skip
    found = [match[1] for mail in mails if (match := re.search(r"sementara: (\S+)", mail["text"]))]
    assert len(found) == 1
    token = {"Authorization": f"Bearer {bearer(system.data_dir, NEW['username'])}"}
    me = system.ask("GET", "/api/officer", headers=token)
    assert (me.status, me.json["agency_id"]) == (200, "kab.6201.diskan")

    assert admin(system, "officers", {"username": NEW["username"], "disabled": True}).status == 200
    assert system.ask("GET", "/api/officer", headers=token).status == 403
    wait_until(lambda: _is_shut_out(system), 30)
    logs = [path.read_text(errors="replace") for path in (system.data_dir / "log").glob("*.log")]
    assert not [log for log in logs if found[0] in log]
    for name in ("reports.db", "stream.db"):
        for path in system.data_dir.glob(f"{name}*"):
            assert found[0].encode() not in path.read_bytes(), path.name


def _is_shut_out(system: RunningSystem) -> bool:
    try:
        bearer(system.data_dir, NEW["username"])
    except SystemExit:
        return True
    return False


@pytest.mark.timeout(120)
def test_a_file_over_256_kb_comes_through_the_host(system: RunningSystem) -> None:
    lines = [f"kab.6203.u{n},Dinas {n} {'x' * 100},DINAS,kab.6203,{'y' * 90}|{'z' * 90}" for n in range(1000)]
    raw = "\n".join(["id,name,kind,parent,duties", *lines]).encode()
    assert len(raw) > 256 * 1024
    headers = {**system.as_officer("nasional"), "Content-Type": "text/csv"}
    done = system.ask("POST", "/api/officer/agencies/import", None, headers, raw)
    assert (done.status, done.json["created"]) == (200, 1000)
    too_large = system.ask("POST", "/api/officer/agencies/import", None, headers, raw * 4)
    assert too_large.status == 413
