"""Whatever happens to a report: it counts for exactly the queues in which it is listed (generated histories)."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.actors import Actor
from chalicelib.domain.queues import OFFICERS_WITH_QUEUES, QUEUES
from chalicelib.domain.refusals import Refusal
from chalicelib.domain.report import Classification, Report
from chalicelib.domain.tallying import OPEN, Counts, contributions, differences
from chalicelib.service.dashboard import counts_in, queue_scopes
from chalicelib.service.queue_access import QueueQuery, source_of, visible_to
from chalicelib.store.entries import Entry
from chalicelib.store.indexing import index_keys
from tests.domain.dossier import UNIT, Dossier
from tests.domain.test_history import let_time_pass, next_step
from tests.domain.world import PEOPLE, RULES

TREE = RULES.directory
OFFICERS = [who for who, actor in PEOPLE.items() if actor.role in OFFICERS_WITH_QUEUES]
COUNTED = [queue for queue in QUEUES if queue not in ("undelivered", "unreached", "all")]


def listed(actor: Actor, queue: str, report: Report) -> int:
    """1 when the report is in the queue: it lies in a partition that is read, and is admitted."""
    keys = index_keys(report, TREE)
    wanted = QueueQuery(queue)
    desk = source_of(actor, wanted, TREE)
    lies_there = any(keys.get(f"{one.index}_pk") == one.key for one in desk.partitions)
    climbed = str(keys["queue_sk"]) < "9" or not wanted.has_climbed
    return int(lies_there and climbed and visible_to(actor, wanted, desk.part, TREE)(entry_of(report)))


def entry_of(report: Report) -> Entry:
    """The report as an index shows it."""
    return Entry(
        report.report_id, report.version, report.state, report.category, report.holder, "", "", report.level, "",
        late=report.late, reported_agencies=report.reported_agencies, sealed=report.sealed,
        supervisory=report.supervisory,
    )  # fmt: skip


def check(dossier: Dossier, counted: Counts) -> Counts:
    """Everything that is true of what a report counts for; what counts after adding the differences."""
    report = dossier.report
    counts = contributions(dossier.events, TREE)
    added = {key: dict(row) for key, row in counted.items()}
    for key, row in differences(counted, counts).items():
        for name, number in row.items():
            there = added.setdefault(key, {})
            there[name] = there.get(name, 0) + number
    assert differences(added, counts) == {}
    assert all(number > 0 for row in counts.values() for number in row.values())
    for who in OFFICERS:
        own, *climbed = [counts.get((scope, OPEN), {}) for scope in queue_scopes(PEOPLE[who], TREE)]
        told = counts_in(own, climbed)
        for queue in COUNTED:
            assert told[queue] == listed(PEOPLE[who], queue, report), (who, queue, report)
    for scope, name in counts:
        assert scope.count("/") == 1
        assert "#" not in scope + name
        for barred in report.reported_agencies:
            assert not TREE.is_within(scope.partition("/")[2], barred)
    return counts


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0))
def test_every_history_counts_as_its_queues_list_it(seed: int) -> None:
    chance = Random(seed)
    dossier = Dossier(
        addressed_to=chance.choice(["kab.6201", "kab.6201", UNIT, "kota.9171", None]),
        reported_agencies=chance.choice([(), (), (UNIT,), ("kab.6201",), ("kab.6201.inspektorat",)]),
        confidential=chance.random() < 0.3,
        classification=chance.choice(list(Classification)),
    )
    counted = check(dossier, {})
    for _ in range(25):
        let_time_pass(dossier, chance.choice([0, 1, 1440, 2880, 7200, 20000]) + 1, asleep=chance.random() < 0.3)
        counted = check(dossier, counted)
        who, command = next_step(dossier, chance)
        try:
            dossier.do(who, command)
        except Refusal:
            continue
        counted = check(dossier, counted)
    months = [row for (scope, name), row in counted.items() if scope == "all/nation" and name != OPEN]
    assert sum(row.get("received", 0) for row in months) == 1
    assert sum(row.get("answered", 0) for row in months) <= 1
