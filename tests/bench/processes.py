"""What processes of this machine have used, read from /proc (Linux): CPU in seconds, memory in megabytes."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(eldest: int) -> list[int]:
    """A process and all that it and its children have started."""
    parents = {int(stat.parent.name): int(_fields(stat)[1]) for stat in _stats() if _fields(stat)}
    found = [eldest]
    for elder in found:
        found += [number for number, parent in parents.items() if parent == elder]
    return found


def cpu_seconds(numbers: Iterable[int]) -> float:
    """User and system time that they have used so far, with that of their children that ended."""
    return sum(sum(map(int, _fields(Path(f"/proc/{number}/stat"))[11:15])) for number in numbers) / _TICKS


def megabytes(numbers: Iterable[int]) -> float:
    """The memory they hold, each page once: proportional set size."""
    total = 0
    for number in numbers:
        rolled = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
        total += next(int(line.split()[1]) for line in rolled.splitlines() if line.startswith("Pss:"))
    return round(total / 1024, 1)


def _stats() -> list[Path]:
    return list(Path("/proc").glob("[0-9]*/stat"))


def _fields(stat: Path) -> list[str]:
    """Those after the name in parentheses, the state first; none of a process that is gone."""
    try:
        return stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["0"] * 20


def child_named(name: str) -> int:
    """The one process below this one whose program has that name."""
    (found,) = (
        number
        for number in family(os.getpid())
        if Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")[0].decode().rpartition("/")[2] == name
    )
    return found
