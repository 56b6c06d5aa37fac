"""New reports to one office: the first of a quarter of an hour by themselves, the others by one letter, each once."""

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib import clock
from chalicelib.failures import Conflict
from chalicelib.jobs import outbox_sweeper
from chalicelib.notify import delivery
from chalicelib.notify.new_reports import LISTED_AT_MOST
from chalicelib.notify.turns import PAUSE
from chalicelib.settings import settings
from chalicelib.store import gathered
from tests.notify.mail_stub import MailStub
from tests.notify.scene import at, context, record, settings_of, stream, submitted, untold
from tests.notify.test_kill import Line, dying, listening

KOBAR = "officer_kobar"
AT_ONCE = 2
MINUTE = timedelta(minutes=1)
NUMBER = re.compile(r"LP-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}")
_hours = itertools.count(1)


@pytest.fixture(autouse=True)
def _two_at_once() -> Iterator[None]:
    with settings_of(OFFICE_LETTERS_AT_ONCE=str(AT_ONCE)):
        yield


def quiet_hour() -> datetime:
    """The beginning of an hour in which nobody wrote to the office yet."""
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    return now + timedelta(days=60, hours=next(_hours))


def came(count: int, **fields: object) -> list[str]:
    """So many reports, of which the stream has told nobody yet."""
    return [submitted(**fields).report_id for _ in range(count)]


def brought(*report_ids: str) -> None:
    """The stream brings them in one batch."""
    stream(*(record(one, 1, str(number)) for number, one in enumerate(report_ids, 1)))


def sweep_now() -> None:
    """The sweeper, until it finds nothing more."""
    while outbox_sweeper.sweep(context()):
        pass


def told(post: MailStub, among: list[str]) -> Counter[str]:
    """How often the coordinator heard of each of these reports; a letter that went twice counts once."""
    letters: dict[tuple[str, str, str], str] = {}
    for one in post.requests:
        tags = {tag["Name"]: tag["Value"] for tag in one["EmailTags"]}
        if KOBAR in tags["recipient"]:
            body = one["Content"]["Simple"]["Body"]["Text"]["Data"]
            letters[tags["report"], tags["seq"], tags["recipient"]] = body
    found = (number for text in letters.values() for number in set(NUMBER.findall(text)))
    return Counter(number for number in found if number in among)


def common_letters(post: MailStub) -> list[str]:
    """The text of each letter about many reports, as often as it was sent."""
    return [
        one["Content"]["Simple"]["Body"]["Text"]["Data"]
        for one in post.requests
        if any(tag["Value"].startswith("gathered_") for tag in one["EmailTags"])
    ]


def test_five_go_by_themselves_where_nothing_else_is_set() -> None:
    with settings_of(OFFICE_LETTERS_AT_ONCE=""):
        assert settings().office_letters_at_once == 5


def test_the_first_go_by_themselves_and_the_others_by_one_letter(post: MailStub) -> None:
    hour = quiet_hour()
    with at(hour + MINUTE):
        first, second, third = came(2), came(3), came(2)
        for batch in (first, second, third):
            brought(*batch)
        assert told(post, first + second + third) == dict.fromkeys(first, 1)
        assert {one for one, _, part in post.taken if part == "reporter"} >= {*first, *second, *third}
        assert not {*first, *second, *third} & untold()
    with at(hour + PAUSE - MINUTE):
        sweep_now()
        assert not common_letters(post)
    with at(hour + PAUSE + MINUTE):
        sweep_now()
        sweep_now()
        (letter,) = common_letters(post)
        assert told(post, first + second + third) == dict.fromkeys(first + second + third, 1)
    assert letter.startswith("5 laporan baru menunggu Anda\n")
    assert "canary" not in letter.lower()
    assert "Jalan" not in letter


def test_many_are_counted_and_the_first_due_are_listed(post: MailStub) -> None:
    hour = quiet_hour()
    with at(hour):
        numbers = came(AT_ONCE + 30)
        brought(*numbers)
    with at(hour + PAUSE + MINUTE):
        sweep_now()
    (letter,) = common_letters(post)
    assert letter.startswith("30 laporan baru menunggu Anda\n")
    assert "… dan 10 lagi." in letter
    assert len(set(NUMBER.findall(letter))) == 20


def test_the_next_quarter_of_an_hour_begins_anew(post: MailStub) -> None:
    hour = quiet_hour()
    with at(hour):
        brought(*came(AT_ONCE + 1))
    with at(hour + PAUSE):
        later = came(1)
        brought(*later)
        assert told(post, later) == {later[0]: 1}


def test_what_some_may_not_read_goes_by_itself(post: MailStub) -> None:
    with at(quiet_hour()):
        brought(*came(AT_ONCE))
        (about_the_office,) = came(1, reported_agencies=["kab.6201"])
        brought(about_the_office)
        assert (about_the_office, 1, "officer_nasional") in post.taken


def test_a_letter_that_is_being_told_takes_no_more(post: MailStub) -> None:
    hour = quiet_hour()
    with at(hour):
        numbers = came(AT_ONCE + 1)
        brought(*numbers)
        (late,) = came(1)
        entry = [(late, "EVENT#000001")]
        assert gathered.close("kab.6201", hour + PAUSE) == {numbers[-1]}
        with pytest.raises(Conflict):
            gathered.put_in("kab.6201", hour + PAUSE, entry, clock.now())
        brought(late)
        assert late in untold(), "it is left to the sweeper"
    with at(hour + 2 * PAUSE):
        sweep_now()
        assert told(post, [late]) == {late: 1}


def test_who_cannot_be_reached_holds_up_no_officer(post: MailStub) -> None:
    post.always = lambda letter: "error" if letter[2] == "reporter" else "take"
    with at(quiet_hour()):
        (number,) = came(1)
        brought(number)
        assert told(post, [number]) == {number: 1}


def test_who_was_told_alone_because_a_reporter_was_not_reached_is_not_told_again(post: MailStub) -> None:
    hour = quiet_hour()
    with at(hour + 5 * MINUTE):
        brought(*came(AT_ONCE))
        (number,) = came(1)
        post.always = lambda letter: "error" if letter[2] == "reporter" else "take"
        brought(number)
        post.always = None
    with at(hour + PAUSE - MINUTE):
        brought(number)
        sweep_now()
        assert number not in untold()
    with at(hour + PAUSE + MINUTE):
        sweep_now()
        assert told(post, [number]) == {number: 1}
        assert not common_letters(post)


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("stage", ["gathers", "tells"])
def test_killed_at_every_request_each_report_is_told_once(post: MailStub, stage: str, before: bool) -> None:
    place, many = 0, 1
    while place < many:
        hour, line = quiet_hour(), Line()
        line.dies_at, line.dies_before = place, before
        with at(hour):
            numbers = came(AT_ONCE + 2)
            with dying(line if stage == "gathers" else None):
                brought(*numbers[AT_ONCE - 1 :], numbers[0])
            brought(*numbers)
        for quarter in range(1, 9):
            with at(hour + quarter * PAUSE + MINUTE), dying(line if (stage, quarter) == ("tells", 1) else None):
                sweep_now()
        many = max(many, len(line.requests))
        assert told(post, numbers) == dict.fromkeys(numbers, 1), (place, line.requests)
        assert not untold() & set(numbers)
        place += 1


@pytest.mark.parametrize("seed", range(6))
def test_however_they_come_and_whoever_dies_each_report_is_told_once(post: MailStub, seed: int) -> None:
    chance, hour = random.Random(seed), quiet_hour()
    numbers: list[str] = []
    line, minutes = Line(), 0.0
    for _ in range(30):
        minutes += chance.choice((0, 0, 0, 1, 3, 16))
        with at(hour + minutes * MINUTE):
            numbers += came(chance.choice((0, 1, 3)) if len(numbers) < LISTED_AT_MOST else 0)
            line.requests.clear()
            line.dies_at, line.dies_before = chance.choice((-1, -1, chance.randrange(25))), chance.random() < 0.5
            with dying(line):
                if chance.random() < 0.7:
                    brought(*chance.choices(numbers, k=6)) if numbers else None
                else:
                    outbox_sweeper.sweep(context())
    for _ in range(5):
        minutes += 20
        with at(hour + minutes * MINUTE):
            sweep_now()
    assert told(post, numbers) == dict.fromkeys(numbers, 1)
    assert not untold() & set(numbers)


def test_a_batch_is_put_in_by_one_transaction(post: MailStub) -> None:
    with at(quiet_hour()):
        brought(*came(AT_ONCE + 1))
        numbers, line = came(40), Line()
        with listening(line):
            brought(*numbers)
    assert line.requests.count("TransactWriteItems") == 1
    assert line.requests.count("SendEmail") == 40, "the reporters' alone"
    updates = line.requests.count("UpdateItem")
    assert updates == 3 * 40 + 1, "count the receipt, claim, mark; and ask once whether the office hears by itself"


def test_never_by_itself_is_never() -> None:
    assert datetime.now(UTC) + timedelta(days=100_000) < delivery.IN_COMMON
