"""`python -m infra.aws.index_contacts [REPORT]`: the contacts of every report, or of one, into the index of the tables
that the environment names."""

import sys

from infra.aws.console import say
from infra.local.index_contacts import index_all, index_one


def main() -> None:
    """Index what is not in it yet."""
    if len(sys.argv) > 1:
        index_one(sys.argv[1])
    elif looked_at := index_all(say):
        say(f"Indexed the contacts of {looked_at} reporters.")


if __name__ == "__main__":
    main()
