"""How a report came and when is kept and told: to the public a word and a day, to officers who recorded it too."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.calendar.workdays import local_date
from chalicelib.domain.channels import Channel
from chalicelib.service import submitting
from tests.app.people import Desk, bearer, code_of, new_key
from tests.domain.world import WIB
from tests.store.desk_work import officer, submission

NUMBER = "005/123/Umum"


def a_week_ago() -> date:
    """A day of receipt."""
    return local_date(clock.now(), WIB) - timedelta(days=7)


@pytest.fixture
def receipt(desk: Desk) -> dict[str, Any]:
    """A letter that came a week ago, recorded by a coordinator."""
    given = {"how": "paper", "on": a_week_ago()}
    letter = replace(
        submission(),
        channel=Channel.LETTER,
        received_on=a_week_ago(),
        external_number=NUMBER,
        consent_given=given,
    )
    taken = submitting.submit(letter, new_key(), "192.0.2.7", clock.now(), officer("kobar"))
    return {"report_id": taken.report_id, "access_code": taken.access_code}


def test_the_reporter_reads_how_it_came_but_not_who_recorded_it(desk: Desk, receipt: dict[str, Any]) -> None:
    own = desk.own(receipt)
    told = {name: own[name] for name in ("channel", "received_on", "external_number")}
    assert told == {"channel": "letter", "received_on": a_week_ago().isoformat(), "external_number": NUMBER}
    assert own["events"][0]["actor"] == {"role": "reporter", "agency_id": None}
    export = desk.get(f"/reports/{receipt['report_id']}/export", code_of(receipt))
    assert export.json["identity"]["consent_given"] == {"how": "paper", "on": a_week_ago().isoformat()}
    assert b"recorded_by" not in export.content
    assert b'"kobar"' not in export.content


def test_its_first_limits_end_as_if_it_had_been_typed_that_day(desk: Desk, receipt: dict[str, Any]) -> None:
    limits = {one["name"]: one["due_at"] for one in desk.own(receipt)["deadline"]["limits"]}
    cap = a_week_ago() + timedelta(days=60)
    assert limits["cap"].startswith(f"{cap.isoformat()}T16:59:59")
    assert limits["acknowledge"].startswith(f"{(a_week_ago() + timedelta(days=14)).isoformat()}T16:59:59")


def test_officers_read_who_recorded_it(desk: Desk, receipt: dict[str, Any]) -> None:
    view = desk.read("kobar", receipt["report_id"]).json
    assert view["recorded_by"] == {"role": "coordinator", "agency_id": "kab.6201", "username": "kobar"}
    assert (view["channel"], view["external_number"]) == ("letter", NUMBER)
    assert desk.read("kobar", desk.submit()["report_id"]).json["recorded_by"] is None


def test_the_public_reads_the_way_and_the_day_alone(desk: Desk, receipt: dict[str, Any]) -> None:
    wording = {"public_title": "Jalan berlubang", "public_body": "Ada lubang di depan pasar."}
    assert desk.act("kobar", receipt["report_id"], "verify", publish=True, **wording).status == 200
    public = desk.get(f"/reports/{receipt['report_id']}")
    assert (public.json["channel"], public.json["received_on"]) == ("letter", a_week_ago().isoformat())
    assert b"external_number" not in public.content
    assert NUMBER.encode() not in public.content
    assert b"recorded_by" not in public.content


def test_the_number_of_the_letter_goes_with_the_words(desk: Desk, receipt: dict[str, Any]) -> None:
    assert desk.as_reporter(receipt, "erase").status == 200
    view = desk.get(f"/officer/reports/{receipt['report_id']}", bearer("kobar"))
    assert NUMBER.encode() not in view.content


def test_what_came_by_the_form_says_so(desk: Desk) -> None:
    own = desk.own(desk.submit())
    assert (own["channel"], own["received_on"], own["external_number"]) == ("web", None, None)
