"""`python -m infra.aws.migrate [REPORT]`: brings what older versions stored in the tables that the environment names to
today's form; or the contacts of one report into their index.
"""

import sys

from infra.aws.console import say
from infra.migrations import MIGRATIONS
from infra.migrations.contact_index import index_one
from infra.migrations.migration import run_all


def main() -> None:
    """Do what is not done yet."""
    if len(sys.argv) > 1:
        index_one(sys.argv[1])
    else:
        run_all(MIGRATIONS, say)


if __name__ == "__main__":
    main()
