"""A submission key guards its report for its stated life (fault 6), to the second."""

from datetime import timedelta

from chalicelib import clock
from tests.app.people import new_key
from tests.store.desk_work import submit


def test_a_claim_guards_for_its_stated_life_and_no_longer() -> None:
    key, now = new_key(), clock.now()
    first = submit(key, now)
    for later in (timedelta(minutes=10), timedelta(hours=24), timedelta(days=7)):
        again = submit(key, now + later)
        assert (again.is_new, again.report_id) == (False, first.report_id)
    # The engine deletes nothing by itself, so the condition must compare the times.
    anew = submit(key, now + timedelta(days=7, seconds=1))
    assert anew.is_new
    assert anew.report_id != first.report_id
    assert submit(key, now + timedelta(days=8)).report_id == anew.report_id
