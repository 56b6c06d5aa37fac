"""What GET /officer tells the desk of what its officer could do; what GET /health tells everybody of the system."""

import pytest

from chalicelib import __version__
from chalicelib.domain.actors import Role
from chalicelib.domain.batches import may_batch
from tests.app.people import OFFICERS, Desk, bearer

UNIT = ["forward"]
WHOLE = ["forward", "merge", "publish"]
MAY_BATCH = {
    "nasional": WHOLE,
    "kobar": WHOLE,
    "dpupr": UNIT,
    "dpupr-kepala": UNIT,
    "inspektorat": UNIT,
    "ombudsman": [],
}


@pytest.mark.parametrize("username", MAY_BATCH)
def test_an_officer_is_told_what_they_may_ever_do_to_several_reports(desk: Desk, username: str) -> None:
    told = desk.get("/officer", bearer(username)).json["may_batch"]
    assert told == MAY_BATCH[username]
    assert told == list(may_batch(Role(OFFICERS[username][0])))


def test_the_systems_health_tells_its_version(desk: Desk) -> None:
    assert desk.get("/health").json == {"status": "ok", "version": __version__}
