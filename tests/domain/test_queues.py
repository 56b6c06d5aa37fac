"""The table of queues: what lies where, and what counts for what."""

import pytest

from chalicelib.domain.actors import Role
from chalicelib.domain.queues import (
    ALL_PHASES,
    FIRST_OPENED,
    OFFICERS_WITH_QUEUES,
    OPEN_PHASES,
    PHASE_OF_STATE,
    QUEUES,
    Phase,
)
from chalicelib.domain.states import OPEN_STATES, State


def test_every_state_lies_somewhere_and_the_ended_lie_apart() -> None:
    assert set(PHASE_OF_STATE) == set(State)
    assert {state for state, phase in PHASE_OF_STATE.items() if phase in OPEN_PHASES} == OPEN_STATES
    assert {*OPEN_PHASES, Phase.ENDED} == set(ALL_PHASES)


def test_the_names_that_are_part_of_stored_keys() -> None:
    assert {state.value: phase.value for state, phase in PHASE_OF_STATE.items()} == {
        "submitted": "verify", "forwarded": "inbox", "in_progress": "inbox", "reopened": "inbox",
        "needs_info": "waiting", "answered": "waiting", "returned": "returned", "joined": "joined",
        "closed": "ended", "archived": "ended", "withdrawn": "ended",
    }  # fmt: skip


@pytest.mark.parametrize("phase", OPEN_PHASES)
def test_what_lies_at_an_open_phase_is_a_queue_that_counts_it(phase: Phase) -> None:
    queue = QUEUES[phase.value]
    states = [state for state, its in PHASE_OF_STATE.items() if its is phase]
    assert queue.phases == (phase,)
    assert sorted(queue.counters or ()) == sorted(f"state_{state.value}" for state in states)


def test_every_queue_is_read_from_somewhere_by_somebody() -> None:
    for name, queue in QUEUES.items():
        assert queue.name == name
        assert queue.phases
        assert queue.roles
        assert queue.roles <= OFFICERS_WITH_QUEUES <= set(Role)
    assert FIRST_OPENED in QUEUES
