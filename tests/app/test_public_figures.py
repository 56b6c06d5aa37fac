"""What everybody may read of how things go: counters of the present month, which say nothing of anybody."""

from datetime import UTC, datetime

from chalicelib.service.public_figures import public_figures
from tests.app.people import Desk
from tests.jobs.counting import count, last_records


def test_the_months_figures_are_what_was_counted(desk: Desk) -> None:
    count(last_records())
    before = desk.get("/figures").json
    desk.submit()
    desk.answered()
    assert count(last_records()) == []
    after = desk.get("/figures").json
    assert after["received"] == before["received"] + 2
    assert after["answered"] == before["answered"] + 1
    assert after["answered_in_time"] == before["answered_in_time"] + 1
    assert after["median_days_to_answer"] is not None


def test_a_copy_may_be_kept_for_it_names_nobody(desk: Desk) -> None:
    answer = desk.get("/figures")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    told = ["month", "received", "answered", "answered_in_time", "median_days_to_answer", "as_of"]
    assert list(answer.json) == told


def test_a_month_without_a_report_has_zeros_and_no_typical_days() -> None:
    told = public_figures(datetime(2031, 5, 31, 17, 0, tzinfo=UTC))
    assert told["month"] == "2031-06", "in the capital the next month has begun"
    assert [told[name] for name in ("received", "answered", "answered_in_time")] == [0, 0, 0]
    assert told["median_days_to_answer"] is None
