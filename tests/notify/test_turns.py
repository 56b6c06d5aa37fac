"""Letters to one officer about one report: what repeats within 15 minutes becomes one letter, and each event is told
once, whatever dies in between."""

import random
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.commands import Publicity, Reply, Verify, Withdraw
from chalicelib.domain.report import Report
from chalicelib.jobs import outbox_sweeper
from chalicelib.notify.turns import PAUSE, Along, Mine, Wait, next_step, told_along_after
from chalicelib.store import reports, turns
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.turns import Turn
from infra.local.mailbox import Mailbox
from tests.notify.courses import REPORTER
from tests.notify.mail_stub import MailStub
from tests.notify.scene import (
    context,
    later,
    letters_of,
    record,
    stream,
    submitted,
    untold,
)
from tests.notify.test_kill import Line, dying
from tests.store.desk_work import ROADS, act, officer

LIAISON = "officer_dpupr"
REPLIED = "Pelapor menambahkan keterangan"
ALONG = re.compile(r"^Selain itu(?:, (\d+) kali)?: (.+)\.$", re.MULTILINE)
MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 11, 25, 1, 2, 3, tzinfo=UTC)


def forwarded() -> Report:
    """A report that lies with the roads department, whose liaison knows."""
    report_id = submitted().report_id
    report = act(officer("kobar"), report_id, Verify(forward_to=ROADS)).report
    tell(report)
    return report


def tell(report: Report, since: int = 1) -> None:
    """The stream brings the report's events."""
    stream(*(record(report.report_id, seq, str(seq)) for seq in range(since, report.seq + 1)))


def reply(report: Report, *, told: bool = True) -> Report:
    """The reporter adds something, and the stream brings it."""
    after = act(REPORTER, report.report_id, Reply(text="Tambahan keterangan.")).report
    if told:
        tell(after, after.seq)
    return after


def sweep_now() -> None:
    """The sweeper, until it finds nothing more."""
    while outbox_sweeper.sweep(context()):
        pass


def letters_to_liaison(post: MailStub, report_id: str) -> list[tuple[str, str]]:
    """Subject and text of what the liaison was sent about a report; what went twice, flagged, once."""
    found: dict[str, tuple[str, str]] = {}
    for one in post.requests:
        tags = {tag["Name"]: tag["Value"] for tag in one["EmailTags"]}
        if (tags["report"], tags["recipient"]) == (report_id, LIAISON):
            simple = one["Content"]["Simple"]
            assert tags["seq"] not in found or found[tags["seq"]][1] == simple["Body"]["Text"]["Data"]
            found[tags["seq"]] = (simple["Subject"]["Data"], simple["Body"]["Text"]["Data"])
    return list(found.values())


def told_of(letters: list[tuple[str, str]]) -> Counter[str]:
    """How often these letters tell of each kind of news."""
    found: Counter[str] = Counter()
    for subject, text in letters:
        found[subject.rpartition(" (")[0].removesuffix(": Jalan berlubang di depan pasar")] += 1
        for count, title in ALONG.findall(text):
            found[title] += int(count or 1)
    return found


def test_what_a_reporter_adds_within_fifteen_minutes_is_one_letter(post: MailStub) -> None:
    report = forwarded()
    assert len(letters_to_liaison(post, report.report_id)) == 1, "what lies with somebody is told at once"
    for _ in range(4):
        report = reply(report)
    with later(PAUSE - MINUTE):
        sweep_now()
        assert len(letters_to_liaison(post, report.report_id)) == 1
    with later(PAUSE + MINUTE):
        sweep_now()
        _, second = letters_to_liaison(post, report.report_id)
    assert told_of([second]) == {REPLIED: 4}
    assert "Selain itu, 3 kali: Pelapor menambahkan keterangan." in second[1]
    assert report.report_id not in untold()
    told_by = {one.sk.split("#")[1]: one.told_by for one in letters_of(report.report_id) if one.sk.endswith(LIAISON)}
    assert Counter(bool(one) for one in told_by.values()) == {False: 2, True: 3}


def test_after_a_pause_the_next_one_goes_at_once(post: MailStub) -> None:
    report = forwarded()
    with later(PAUSE + MINUTE):
        report = reply(report)
        assert told_of(letters_to_liaison(post, report.report_id))[REPLIED] == 1
        report = reply(report)
        assert told_of(letters_to_liaison(post, report.report_id))[REPLIED] == 1
    with later(2 * PAUSE + 2 * MINUTE):
        sweep_now()
        assert told_of(letters_to_liaison(post, report.report_id))[REPLIED] == 2


def test_what_must_be_acted_on_goes_at_once_and_takes_along_what_waits(post: MailStub) -> None:
    report = forwarded()
    for _ in range(2):
        report = reply(report)
    after = act(REPORTER, report.report_id, Withdraw()).report
    tell(after, after.seq)
    last = letters_to_liaison(post, report.report_id)[-1]
    assert told_of([last])[REPLIED] == 2
    with later(PAUSE + MINUTE):
        sweep_now()
    assert len(letters_to_liaison(post, report.report_id)) == 2
    assert report.report_id not in untold()


def test_what_is_added_within_fifteen_minutes_of_the_report_waits_too(post: MailStub) -> None:
    report_id = submitted().report_id
    stream(record(report_id, 1))
    after = act(REPORTER, report_id, Publicity(allowed=False)).report
    tell(after, after.seq)
    told = [letter for letter in post.counts if letter[::2] == (report_id, "officer_kobar")]
    assert [seq for _, seq, _ in told] == [1]
    with later(PAUSE + MINUTE):
        sweep_now()
    told = [letter for letter in post.counts if letter[::2] == (report_id, "officer_kobar")]
    assert [seq for _, seq, _ in told] == [1, after.seq]


def test_each_officer_and_each_report_has_turns_of_its_own(post: MailStub) -> None:
    first, second = forwarded(), forwarded()
    with later(PAUSE + MINUTE):
        for report in (reply(first), reply(second)):
            assert told_of(letters_to_liaison(post, report.report_id))[REPLIED] == 1


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("stage", ["waits", "goes", "is told along"])
def test_killed_at_every_request_each_event_is_told_once(post: MailStub, stage: str, before: bool) -> None:
    place, many = 0, 1
    while place < many:
        report, line = forwarded(), Line()
        line.dies_at, line.dies_before = place, before
        for number in range(3):
            report = reply(report, told=False)
            with dying(line if stage == "waits" and number == 1 else None):
                tell(report, report.seq)
        with later(PAUSE + MINUTE):
            for one in (report.seq - 2, report.seq - 1, report.seq):
                with dying(line if stage == ("goes" if one == report.seq - 2 else "is told along") else None):
                    stream(record(report.report_id, one))
        with later(PAUSE + 20 * MINUTE):
            sweep_now()
        with later(2 * PAUSE + 40 * MINUTE):
            sweep_now()
        many = max(many, len(line.requests))
        check_told_once(post, report, 3, line, place, before)
        place += 1


def check_told_once(post: MailStub, report: Report, replies: int, line: Line, place: int, before: bool) -> None:
    """Every reply stands in one letter to the liaison; where a letter went twice, it is flagged."""
    letters = letters_to_liaison(post, report.report_id)
    counts = {letter: count for letter, count in post.counts.items() if letter[0] == report.report_id}
    twice = {letter for letter, count in counts.items() if count > 1}
    flagged = {int(one.sk.split("#")[1]) for one in letters_of(report.report_id) if one.in_doubt}
    assert {seq for _, seq, _ in twice} <= flagged
    assert told_of(letters)[REPLIED] == replies, (place, before, line.requests, [text for _, text in letters])
    assert report.report_id not in untold()


@pytest.mark.parametrize("seed", range(12))
def test_however_it_comes_and_whoever_dies_each_event_is_told_once(post: MailStub, seed: int) -> None:
    chance = random.Random(seed)
    report, minutes, replies = forwarded(), 0.0, 0
    line = Line()
    for _ in range(30):
        minutes += chance.choice((0, 0, 1, 3, 16))
        with later(timedelta(minutes=minutes)):
            line.requests.clear()
            line.dies_at, line.dies_before = chance.choice((-1, -1, chance.randrange(12))), chance.random() < 0.5
            if chance.random() < 0.4 and replies < 12:
                report = reply(report, told=False)
                replies += 1
            with dying(line):
                if chance.random() < 0.6:
                    stream(*(record(report.report_id, chance.randint(1, report.seq), str(n)) for n in range(3)))
                else:
                    outbox_sweeper.sweep(context())
    for _ in range(4):
        minutes += 20
        with later(timedelta(minutes=minutes)):
            sweep_now()
    check_told_once(post, report, replies, line, -1, False)
    assert reports.load(report.report_id)


def test_who_tells_whom_is_settled_before_anything_is_sent() -> None:
    turn = Turn(2, NOW + PAUSE, frozenset({3, 4}), {5: 3, 6: 2})
    assert next_step(turn, 7, NOW, at_once=False) == Wait(NOW + PAUSE)
    assert next_step(turn, 7, NOW, at_once=True) is None
    assert next_step(turn, 7, NOW + PAUSE, at_once=False) is None
    assert next_step(turn, 5, NOW + PAUSE, at_once=True) == Along(3), "what another tells goes by no letter of its own"
    assert next_step(turn, 2, NOW, at_once=False) == Mine(frozenset({6})), "asked again it tells the same"
    begun = replace(turn, is_begun=True)
    assert next_step(begun, 3, NOW, at_once=False) == Mine(frozenset({5})), "what may have been sent waits for nobody"
    assert told_along_after(turn, 3) == {4: 3, 5: 3, 6: 2}
    assert told_along_after(turn, 8) == {3: 8, 4: 8, 5: 8, 6: 2}, "and what one of them was to tell"


def test_whoever_saw_an_older_turn_changes_nothing(mailbox: Mailbox) -> None:
    first, second, third = (DeliveryKey("LP-0000-0000-TRN", seq, LIAISON) for seq in (1, 2, 3))
    assert turns.take_free(first, NOW, NOW + PAUSE, at_once=True)
    assert not turns.take_free(second, NOW, NOW + PAUSE, at_once=False)
    seen = turns.load(second)
    assert turns.wait(second, seen)
    assert not turns.take_free(third, NOW, NOW + PAUSE, at_once=True), "somebody waits, and is taken along"
    assert turns.take_with(third, turns.load(third), NOW + 2 * PAUSE, {2: 3})
    assert not turns.wait(second, seen)
    assert not turns.take_with(second, seen, NOW + PAUSE, {})
    assert turns.load(second).told_along == {2: 3}
    assert not turns.load(second).waiting
    assert not turns.take_free(second, NOW + 3 * PAUSE, NOW + 4 * PAUSE, at_once=False)
    turns.told(second, 3)
    assert turns.load(second).told_along == {}
