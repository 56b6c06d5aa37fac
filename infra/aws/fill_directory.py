"""`python -m infra.aws.fill_directory`: the shipped directory into the tables that the environment names.

The last line says what there is, as JSON.
"""

import json

from chalicelib.domain.actors import Role
from chalicelib.domain.directory import NATION_ID
from chalicelib.store import directory_lookup, officers, seed


def main() -> None:
    """Fill it where it is empty."""
    is_new = not directory_lookup.categories()
    seed.load([])
    found = officers.of_office(NATION_ID, NATION_ID, Role.NATION)
    has_officer = any(not one.officer.disabled for one in found)
    print(json.dumps({"is_new": is_new, "has_nations_officer": has_officer}))


if __name__ == "__main__":
    main()
