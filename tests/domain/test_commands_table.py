"""The table of commands, walked completely: every office, every state, every command (docs/law.md "Commands")."""

from dataclasses import replace

import pytest

from chalicelib.domain import lifecycle
from chalicelib.domain.refusals import Forbidden, NotAllowedNow
from chalicelib.domain.states import State
from tests.domain.commands_table import commands_of, events_of, table_for
from tests.domain.dossier import IN_STATE
from tests.domain.world import PEOPLE

everybody = pytest.mark.parametrize("who", PEOPLE)
everywhere = pytest.mark.parametrize("state", State)


@everybody
@everywhere
def test_allowed_lists_what_the_table_says(state: State, who: str) -> None:
    dossier = IN_STATE[state]()
    assert dossier.report.state is state
    assert dossier.allowed(who) == {name for name, moves in table_for(who).items() if state in moves}


@everybody
@everywhere
def test_what_the_table_allows_moves_as_it_says(state: State, who: str) -> None:
    dossier = IN_STATE[state]()
    before = dossier.report
    for name, moves in table_for(who).items():
        if state not in moves:
            continue
        decision = dossier.decide(who, commands_of(who)[name])
        assert (name, decision.report.state) == (name, moves[state])
        assert [event.type.value for event in decision.events] == events_of(name, state)
        assert [event.seq for event in decision.events] == list(range(before.seq + 1, decision.report.seq + 1))
        assert {event.version for event in decision.events} == {before.version + 1} == {decision.report.version}


@everybody
@everywhere
def test_everything_else_is_refused_with_what_is_allowed(state: State, who: str) -> None:
    dossier = IN_STATE[state]()
    table = table_for(who)
    may = {name for name, moves in table.items() if state in moves}
    for name, command in commands_of(who).items():
        if name in may:
            continue
        refusal = dossier.refusal(who, command)
        assert isinstance(refusal, Forbidden | NotAllowedNow), name
        assert (name, refusal.state, set(refusal.allowed)) == (name, state, may)
        if name not in table and who not in ("coordinator", "nation"):
            # These two have the liaison's commands as well, on what their own agency holds.
            named = ("split", "unpublish", "expire", "confirm-promise")
            assert isinstance(refusal, Forbidden) or name in named, name


@everybody
@everywhere
def test_after_erasing_nobody_does_anything(state: State, who: str) -> None:
    dossier = IN_STATE[state]()
    dossier.report = replace(dossier.report, erased_at=dossier.now)
    assert dossier.allowed(who) == set()
    for command in commands_of(who).values():
        assert isinstance(dossier.refusal(who, command), Forbidden | NotAllowedNow)


def test_every_move_of_the_code_stands_in_the_law() -> None:
    assert {move.command for move in lifecycle.MOVES} == set(commands_of("coordinator"))
