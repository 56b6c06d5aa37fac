"""The room of the migrations: each brings the items that older versions stored to today's form, in a module of its own.

A migration is needed where the new form cannot be told from the old one when it is read, or must be found by a key that
old items lack. Everything else is read as it was stored (tests/releases). While it runs, readers take both forms, and
writers write the new one; the code that reads the old one stays as long as a folder of that release may be upgraded.

On one machine they run beside the system after each start (``infra.local.migrating``), on AWS at the end of `make
deploy`, or by `make upgrade STAGE=`. What the files of a DATA_DIR look like is the matter of ``infra.local.upgrade``;
what the clock does by itself, as the dates on which ended reports expire (``chalicelib.store.expiry_dates``), of the
sweep.
"""

from infra.migrations import contact_index, readings

MIGRATIONS = (contact_index.MIGRATION, readings.MIGRATION)
"""In the order in which they are done; one more comes at the end, and none goes."""
