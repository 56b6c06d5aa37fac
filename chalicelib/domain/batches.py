"""Commands on several reports at once: which there are, and which an office may give (docs/law.md "Commands")."""

from collections.abc import Mapping

from chalicelib.domain.actors import Role
from chalicelib.domain.lifecycle import MOVES
from chalicelib.domain.permissions import Capacity

# What says the same of every report. All other commands need words, or a look, that one report alone can have.
BATCHES = ("forward", "merge", "publish")
_OF_A_UNIT = frozenset({Capacity.HOLDER, Capacity.UNIT})
# What each office can be to some report: the widest that permissions.capacities ever answers for it.
CAPACITIES: Mapping[Role, frozenset[Capacity]] = {
    Role.LIAISON: _OF_A_UNIT,
    Role.HEAD: _OF_A_UNIT | {Capacity.HEAD},
    Role.INSPECTORATE: _OF_A_UNIT | {Capacity.INSPECTORATE},
    Role.COORDINATOR: frozenset({Capacity.COORDINATOR, Capacity.HOLDER, Capacity.SENDER}),
    Role.NATION: frozenset({Capacity.NATION, Capacity.COORDINATOR, Capacity.HOLDER, Capacity.SENDER}),
}


def may_batch(role: Role) -> tuple[str, ...]:
    """The commands that an officer of that role could ever give on several reports at once, in the order of the table.

    Whether one may be given on a certain report is that report's own ``allowed``.
    """
    mine = CAPACITIES.get(role, frozenset())
    names = (move.command for move in MOVES if move.command in BATCHES and move.capacity in mine)
    return tuple(dict.fromkeys(names))
