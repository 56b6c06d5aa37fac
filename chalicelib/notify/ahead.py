"""What the entries of a batch ask for, read together before the first of them is told.

One request brings 50 entries with their reports, one the reporters' addresses, one those that no mail goes to; the
officers of a post are asked for once a batch. A report's entry is taken from here once: the next about the same report,
and whatever could not be read, is read by itself, so that nothing is told by what an earlier letter has changed.
"""

from collections.abc import Collection, Iterable
from contextlib import suppress

from chalicelib import access_codes
from chalicelib.domain.directory.appointing import Officer
from chalicelib.notify import channels
from chalicelib.store import directory_lookup, identities, outbox, suppression
from chalicelib.store.identities import ContactDetails
from chalicelib.store.items import Stored
from chalicelib.store.outbox import OutboxEntry

FEWEST = 2
"""Reports that are read together."""


class Ahead:
    """What one invocation of a function knows before it is asked."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str], tuple[Stored | None, OutboxEntry | None]] = {}
        self._contacts: dict[str, ContactDetails] = {}
        self._barred: dict[str, bool] = {}
        self._offices: dict[tuple[str, str], tuple[Officer, ...]] = {}

    def read(self, keys: Collection[tuple[str, str]]) -> None:
        """Read what the events among these reports and keys will ask for; of each report the first, and nothing for one
        alone. What fails, in the database or because an entry cannot be read, fails again for whose it is.
        """
        first = {report_id: key for report_id, key in reversed([*keys]) if key.startswith("EVENT#")}
        if len(first) < FEWEST:
            return
        with suppress(Exception):
            self._entries = outbox.load_all(first.items())
            people = identities.load_identities(first)
            self._contacts = {one: ContactDetails(who.email, who.phone) for one, who in people.items()}
            came_by = {one: stored.report.channel for (one, _), (stored, _) in self._entries.items() if stored}
            told = filter(
                None,
                (channels.address_of(who, came_by.get(one, channels.EMAIL)) for one, who in self._contacts.items()),
            )
            self.barred(access_codes.address_hash(one.to) for one in told)

    def entry(self, report_id: str, key: str) -> tuple[Stored | None, OutboxEntry | None]:
        """A report's facts and the entry, None once it is settled. Raises StoreFailure."""
        return self._entries.pop((report_id, key), None) or outbox.load(report_id, key)

    def contact_of(self, report_id: str) -> ContactDetails:
        """Where the reporter can be reached. Raises StoreFailure."""
        return self._contacts.pop(report_id, None) or identities.reporters_contact(report_id)

    def officers_of(self, agency_id: str, role: str) -> tuple[Officer, ...]:
        """The officers of one agency in one role, disabled ones left out. Raises StoreFailure."""
        post = agency_id, role
        if post not in self._offices:
            self._offices[post] = directory_lookup.officers_of(*post)
        return self._offices[post]

    def barred(self, address_hashes: Iterable[str]) -> frozenset[str]:
        """Those of some addresses that no mail may go to. Raises StoreFailure."""
        asked = set(address_hashes)
        if unknown := asked - self._barred.keys():
            found = suppression.suppressed(sorted(unknown))
            self._barred |= {one: one in found for one in unknown}
        return frozenset(one for one in asked if self._barred[one])
