"""Where a report belongs: the institutions of its place, and which unit of a wide institution works there. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.directory import PROVINCE_KIND, REGENCY_KINDS, Agency, Directory
from chalicelib.finding.words import name_stems, stems

_GOVERNMENT = "pemerintah provinsi kabupaten kota"
_SETTLEMENT = "desa kelurahan kecamatan"
_OFFICE = "kantor unit layanan balai cabang pelaksana penyelenggara kabupaten kota wilayah resor polres area"


def settlement() -> frozenset[str]:
    """The stems before the name of a village or district."""
    return name_stems(_SETTLEMENT)


def _government() -> frozenset[str]:
    return name_stems(_GOVERNMENT)


def _office() -> frozenset[str]:
    return name_stems(_OFFICE)


@dataclass(frozen=True, slots=True)
class Place:
    """The place a report tells of, as its form had it; ``sent_to`` is the institution it was addressed to, if any."""

    location: Mapping[str, object]
    sent_to: str | None = None

    def names(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Village and district as they were written, nearest first, with the stems of their own names."""
        written = (str(self.location.get(part) or "") for part in ("village", "district"))
        return tuple((text, own) for text in written if (own := frozenset(stems(text)) - settlement()))

    def regency(self, directory: Directory) -> str | None:
        """The regency or city, by its code or name; else the one the report was sent to."""
        said = str(self.location.get("regency") or "")
        for agency_id in (f"kab.{said}", f"kota.{said}"):
            if agency_id in directory.agencies:
                return agency_id
        own = frozenset(stems(said)) - _government()
        regencies = (agency for agency in directory.agencies.values() if agency.kind in REGENCY_KINDS)
        named = next((one for one in regencies if own and own == name_stems(one.name) - _government()), None)
        addressed = directory.get(self.sent_to)
        if named is None and addressed and addressed.kind in REGENCY_KINDS:
            named = addressed
        return named.agency_id if named else None

    def province(self, directory: Directory) -> str | None:
        """The province, by its code, above the regency, or the one the report was sent to."""
        said = f"prov.{self.location.get('province') or ''}"
        if said in directory.agencies:
            return said
        regency = self.regency(directory)
        above = directory.province_of(regency or self.sent_to or "")
        return above.agency_id if above else None


def institution_of_place(location: Mapping[str, object], directory: Directory) -> str | None:
    """Whose a report is that names no agency: its regency's or city's, else its province's, if it takes reports.

    A name that two bear, a regency and a city, names neither unless it says which.
    """
    for part, kinds in (("regency", REGENCY_KINDS), ("province", frozenset({PROVINCE_KIND}))):
        said = str(location.get(part) or "")
        found = [one for one in directory.agencies.values() if one.kind in kinds and _is_called(said, one)]
        if len(found) == 1 and found[0].accepts_reports:
            return found[0].agency_id
    return None


def _is_called(said: str, agency: Agency) -> bool:
    """Whether somebody wrote an area's code or its name; "Kota" and "Kabupaten" before a name are part of it."""
    if said == agency.agency_id.partition(".")[2]:
        return True
    named, kinds = frozenset(stems(said)) - _government(), {kind.casefold() for kind in REGENCY_KINDS}
    told = kinds & set(said.casefold().split()[:1])
    own = name_stems(agency.name) - _government()
    return bool(named) and named == own and (not told or agency.kind.casefold() in told)


def units_of(institution_id: str, directory: Directory) -> list[Agency]:
    """An institution's units, the larger ones first."""
    units = (one for one in directory.agencies.values() if one.agency_id.startswith(f"{institution_id}."))
    return sorted(units, key=lambda one: (one.agency_id.count("."), one.agency_id))


def own_name(unit: Agency, institution: Agency) -> frozenset[str]:
    """What a unit's name tells beside its institution's: a town, a park."""
    return name_stems(unit.name) - name_stems(institution.name) - _office()


def works_at(unit: Agency, place: Place, directory: Directory, told: frozenset[str]) -> bool:
    """Whether a unit of a national institution bears the name of the place, or of a town that an office there bears.

    ``told`` are the words of the report: "Bandar Udara Iskandar Pangkalan Bun" is the one that a report of Iskandar's
    airport means, where an office bears the name of Pangkalan Bun.
    """
    regency, province = directory.get(place.regency(directory)), directory.get(place.province(directory))
    own = name_stems(unit.name)
    names = [name for _, name in place.names()]
    names += [name_stems(one.name) - _government() for one in (regency, province) if one]
    if any(name <= own for name in names):
        return True
    town = own_name(unit, directory.institution_of(unit.agency_id)) - told
    local = units_of(regency.agency_id, directory) if regency else []
    return bool(town) and any(town <= name_stems(one.name) for one in local)
