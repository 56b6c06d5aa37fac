"""Below the reserve of free space whatever is written is refused with the reason, and reading goes on."""

from pathlib import Path

import pytest

from chalicelib import free_space
from chalicelib.failures import NoSpace
from tests.app.people import Desk, bearer, new_key, submission
from tests.notify.scene import settings_of

MORE_THAN_ANY_DISK = "999999999999"


def test_writes_are_refused_with_the_reason_and_reads_are_not(desk: Desk, tmp_path: Path) -> None:
    receipt = desk.submit()
    key = {"Idempotency-Key": new_key()}
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES=MORE_THAN_ANY_DISK):
        for refused in (
            desk.post("/reports", submission(), key),
            desk.post(f"/officer/reports/{receipt['report_id']}/note", {"version": 1, "text": "x"}, bearer("kobar")),
        ):
            assert (refused.status, refused.code) == (503, "unavailable")
            assert refused.json["error"]["reason"] == "disk_full"
            assert "penuh" in refused.json["error"]["message"]
        assert desk.own(receipt)["state"] == "submitted"
        health = desk.get("/health").json
        assert (health["status"], health["reason"]) == ("degraded", "disk_full")
    assert desk.post("/reports", submission(), key).status == 201
    assert desk.get("/health").json["status"] == "ok"


def test_what_is_announced_must_fit_above_the_reserve(tmp_path: Path) -> None:
    assert free_space.free_bytes() is None, "AWS has no end"
    with settings_of(DATA_FOLDER=str(tmp_path), LEAST_FREE_MEGABYTES="1"):
        free = free_space.free_bytes()
        assert free
        free_space.demand(1000)
        with pytest.raises(NoSpace):
            free_space.demand(free)
