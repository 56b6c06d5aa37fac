"""What a stretch of a text can be that should not become public."""

from enum import StrEnum


class RemovalKind(StrEnum):
    """What a removal hides."""

    NIK = "nik"
    NIP = "nip"
    NPWP = "npwp"
    BPJS = "bpjs"
    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"
    PLATE = "plate"
    ADDRESS = "address"
    NAME = "name"


NAMING_NUMBERS = frozenset(RemovalKind) - {RemovalKind.ADDRESS, RemovalKind.NAME}
"""Numbers that name or reach one person (docs/law.md "What the public reads")."""
