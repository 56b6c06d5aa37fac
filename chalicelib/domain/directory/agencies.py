"""The tree of agencies: the nation, ministries, regions and their units (docs/law.md "Words")."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

NATION_ID = "ri"
INSTITUTION_KINDS = frozenset({"NASIONAL", "KEMENTERIAN", "LEMBAGA", "BUMN", "PROVINSI", "KABUPATEN", "KOTA"})
REGENCY_KINDS = frozenset({"KABUPATEN", "KOTA"})
INSPECTORATE_KIND = "INSPEKTORAT"
PROVINCE_KIND = "PROVINSI"


@dataclass(frozen=True, slots=True)
class Agency:
    """One node of the tree. ``timezone`` is the IANA name of one of ``time_zones.TIME_ZONES``."""

    agency_id: str
    name: str
    kind: str
    parent: str | None
    timezone: str
    accepts_reports: bool = True
    short_name: str | None = None
    duties: tuple[str, ...] = ()

    @property
    def is_institution(self) -> bool:
        """Whether it has its own coordinator."""
        return self.kind in INSTITUTION_KINDS


@dataclass(frozen=True, slots=True)
class Directory:
    """Agencies by id: at least every institution, and all units of those institutions a decision touches."""

    agencies: Mapping[str, Agency]

    def get(self, agency_id: str | None) -> Agency | None:
        """The agency of that id, or None."""
        return self.agencies.get(agency_id) if agency_id else None

    def with_ancestors(self, agency_id: str) -> Iterator[Agency]:
        """The agency and everything above it, nearest first; nothing for an unknown id."""
        agency = self.get(agency_id)
        while agency:
            yield agency
            agency = self.get(agency.parent)

    def institution_of(self, agency_id: str) -> Agency:
        """The institution an agency belongs to: itself, or the nearest one above. Raises KeyError when unknown."""
        for agency in self.with_ancestors(agency_id):
            if agency.is_institution:
                return agency
        raise KeyError(agency_id)

    def is_within(self, agency_id: str, root_id: str) -> bool:
        """Whether an agency lies in the whole subtree of another, other institutions included."""
        return any(agency.agency_id == root_id for agency in self.with_ancestors(agency_id))

    def is_about(self, agency_id: str, reported_agencies: Iterable[str]) -> bool:
        """Whether a report on these agencies is about this one: it or one above it is among them (conflict rule)."""
        return any(self.is_within(agency_id, reported) for reported in reported_agencies)

    def in_scope(self, agency_id: str, root_id: str) -> bool:
        """Whether an agency lies in another's scope: its subtree cut at other institutions."""
        for agency in self.with_ancestors(agency_id):
            if agency.agency_id == root_id:
                return True
            if agency.is_institution:
                return False
        return False

    def inspectorate_of(self, institution_id: str) -> Agency | None:
        """The institution's own inspectorate, if it has one."""
        return next(
            (
                agency
                for agency in self.agencies.values()
                if agency.kind == INSPECTORATE_KIND
                and self.institution_of(agency.agency_id).agency_id == institution_id
            ),
            None,
        )

    def province_of(self, institution_id: str) -> Agency | None:
        """The province above a regency or city, if there is one."""
        return next((agency for agency in self.with_ancestors(institution_id) if agency.kind == PROVINCE_KIND), None)

    def province_watching(self, agency_id: str) -> Agency | None:
        """The province whose coordinator hears of what climbs with an agency of a regency or city; None elsewhere.

        Raises KeyError for an unknown agency.
        """
        institution = self.institution_of(agency_id)
        return self.province_of(institution.agency_id) if institution.kind in REGENCY_KINDS else None
