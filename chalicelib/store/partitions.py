"""The partitions that officers' queues and the public list are read from, index by index (keys: ``indexing``)."""

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.queues import Phase
from chalicelib.settings import settings


@dataclass(frozen=True, slots=True)
class Partition:
    """One partition of one index."""

    index: str
    key: str


def unit_partitions(agency_ids: Iterable[str], phases: Iterable[Phase]) -> list[Partition]:
    """What some agencies hold."""
    phases = tuple(phases)
    return [Partition("inbox", f"{agency}#{phase}#{n}") for agency in agency_ids for phase in phases for n in _shards()]


def institution_partitions(institution_id: str, phases: Iterable[Phase]) -> list[Partition]:
    """What an institution and all its units hold."""
    return [Partition("desk", f"{institution_id}#{phase}#{n}") for phase in phases for n in _shards()]


def branch_partitions(unit_id: str, phases: Iterable[Phase]) -> list[Partition]:
    """What all parts of a unit hold; the unit is one right below an institution (indexing.branch_of)."""
    return [Partition("branch", f"{unit_id}#{phase}#{n}") for phase in phases for n in _shards()]


def supervisory_partitions(institution_id: str, phases: Iterable[Phase]) -> list[Partition]:
    """An institution's supervisory reports."""
    return [Partition("supervisory", f"{institution_id}#{phase}#{n}") for phase in phases for n in _shards()]


def province_partitions(province_id: str, phases: Iterable[Phase]) -> list[Partition]:
    """What stands at level 3 and above in a province's regencies and cities; nothing that has ended."""
    return [Partition("province", f"{province_id}#{phase}#{n}") for phase in phases for n in _shards()]


def nation_partitions(phases: Iterable[Phase]) -> list[Partition]:
    """What the nation verifies, decides, or sees at level 3 and above."""
    return [Partition("watch", f"N#{phase}#{n}") for phase in phases for n in _shards()]


def marked_partitions(index: str, institution_id: str) -> list[Partition]:
    """What an institution and all its units hold, and a mark put into that index."""
    return [Partition(index, f"{institution_id}#{n}") for n in _shards()]


def public_partitions(institution_id: str | None) -> list[Partition]:
    """Published reports, of one institution or of the whole nation."""
    if institution_id:
        return [Partition("place", institution_id)]
    return [Partition("public", f"P#{n}") for n in _shards()]


def _shards() -> range:
    return range(settings().shards)
