"""What importing agencies and officers have in common: rows read or refused all together, then written part by part.

A thousand rows are more than one transaction takes. Each part of them is one, and leaves the directory whole, only with
fewer of the new rows; whatever breaks off in between, the same file sent again does the rest and repeats nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from chalicelib.domain.refusals import FieldError, Invalid

if TYPE_CHECKING:
    from chalicelib.answers.directory import ImportResult

Thing = TypeVar("Thing")


@dataclass
class Tally:
    """What an import did, or would do; kept over attempts, so that what was written before a retry counts too."""

    rows: int
    dry_run: bool
    created: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)

    def note(self, name: str, *, is_new: bool) -> None:
        """One row written, or to be written."""
        if is_new:
            self.created.add(name)
        elif name not in self.created:
            self.changed.add(name)

    @property
    def answer(self) -> "ImportResult":
        """The figures."""
        created, changed = len(self.created), len(self.changed)
        return {
            "rows": self.rows,
            "created": created,
            "changed": changed,
            "unchanged": self.rows - created - changed,
            "dry_run": self.dry_run,
        }


def on_line(line: int | None, faults: Iterable[FieldError]) -> list[FieldError]:
    """The faults of one row, with its place in the file."""
    return [replace(fault, line=line) for fault in faults]


def refuse_any(faults: Sequence[FieldError]) -> None:
    """Raises Invalid with every fault, in the order of the file, when there is one."""
    if faults:
        raise Invalid(*sorted(faults, key=lambda fault: fault.line or 0))


def in_parts(things: Sequence[Thing], size: int) -> Iterator[Sequence[Thing]]:
    """As many at once as one transaction takes."""
    for begin in range(0, len(things), size):
        yield things[begin : begin + size]
