"""What the first request of a kind would have to wait for, done before it comes: imports, tables, a connection."""

import importlib
from contextlib import suppress

from chalicelib.failures import StoreFailure
from chalicelib.finding import matters, removals, words

_TEXT = "Jalan berlubang di depan rumah Bapak Budi Santoso, Jalan Melati nomor 12, telepon 0812 3456 7890."
_LATER = ("chalicelib.pages", "chalicelib.routes.forms", "chalicelib.routes.tokens", "xlsxwriter")
"""Modules that only some requests ask for: a function of AWS loads them when one does."""


def share() -> None:
    """For all workers, before they are forked: modules, and what is worked out of the data that ships with the code."""
    for module in _LATER:
        importlib.import_module(module)
    removals.names_in(_TEXT, None)
    matters.words_of_matters()
    words.plain_words(_TEXT)


def prepare_worker() -> None:
    """For one worker: its connection to the database, and the directory. A database that is away is found out later."""
    from chalicelib.store import directory_lookup

    with suppress(StoreFailure):
        directory_lookup.whole_directory()
        directory_lookup.categories()
        directory_lookup.calendar()
        directory_lookup.standards()
