"""The directory: the tree of agencies, who holds an office in it, and who may change it.

What everybody asks is the tree, so it is to be had here; it stands in ``agencies``. Who keeps the directory is in
``administration``, how the tree may change in ``agency_changes``, who may hold which office in ``appointing``.
"""

from chalicelib.domain.directory.agencies import (
    INSPECTORATE_KIND,
    INSTITUTION_KINDS,
    NATION_ID,
    PROVINCE_KIND,
    REGENCY_KINDS,
    Agency,
    Directory,
)

__all__ = [
    "INSPECTORATE_KIND",
    "INSTITUTION_KINDS",
    "NATION_ID",
    "PROVINCE_KIND",
    "REGENCY_KINDS",
    "Agency",
    "Directory",
]
