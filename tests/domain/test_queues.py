"""The table of queues: what lies where, and what counts for what."""

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.queues import (
    ALL_STAGES,
    FIRST_OPENED,
    OFFICERS_WITH_QUEUES,
    OPEN_STAGES,
    QUEUES,
    STAGE_OF_STATE,
    Stage,
)
from chalicelib.domain.states import OPEN_STATES, State


def test_every_state_lies_somewhere_and_the_ended_lie_apart() -> None:
    assert set(STAGE_OF_STATE) == set(State)
    assert {state for state, stage in STAGE_OF_STATE.items() if stage in OPEN_STAGES} == OPEN_STATES
    assert {*OPEN_STAGES, Stage.ENDED} == set(ALL_STAGES)


def test_the_names_that_are_part_of_stored_keys() -> None:
    assert {state.value: stage.value for state, stage in STAGE_OF_STATE.items()} == {
        "submitted": "verify", "forwarded": "inbox", "in_progress": "inbox", "reopened": "inbox",
        "needs_info": "waiting", "answered": "waiting", "returned": "returned",
        "closed": "ended", "archived": "ended", "withdrawn": "ended",
    }  # fmt: skip


@pytest.mark.parametrize("stage", OPEN_STAGES)
def test_what_lies_at_an_open_stage_is_a_queue_that_counts_it(stage: Stage) -> None:
    queue = QUEUES[stage.value]
    states = [state for state, its in STAGE_OF_STATE.items() if its is stage]
    assert queue.stages == (stage,)
    assert sorted(queue.counters or ()) == sorted(f"state_{state.value}" for state in states)


def test_every_queue_is_read_from_somewhere_by_somebody() -> None:
    for name, queue in QUEUES.items():
        assert queue.name == name
        assert queue.stages
        assert queue.roles
        assert queue.roles <= OFFICERS_WITH_QUEUES <= set(Role)
    assert FIRST_OPENED in QUEUES
