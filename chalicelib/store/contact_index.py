"""Which reports a contact has: an item for each mail address and telephone of a report, beside the identities.

The partition is a keyed hash of the contact in its normal form, so neither a key nor a log tells an address; the sort
key is the moment of consent and the number, so a contact's newest reports come first and no item grows, whoever reports
how often. Each item is written, moved and removed in the transaction that does so with the identity it was made of.

Units: 2 write units for each contact when a report comes in, 4 when one is changed, 2 when it is erased (twice what
they are without a transaction); reading the newest 50 half a read unit, or 1.
"""

from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib import access_codes
from chalicelib.domain.contacts import normal_email, normal_phone
from chalicelib.failures import Conflict
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.models.identities import ContactItem, IdentityItem

PREFIX = "CONTACT#"


def email_hash(email: str) -> str:
    """How a mail address of a reporter is known in the index."""
    return access_codes.keyed_hash("contact email", normal_email(email))


def phone_hash(phone: str) -> str:
    """How a telephone number of a reporter is known in the index."""
    return access_codes.keyed_hash("contact phone", normal_phone(phone))


class Reachable(Protocol):
    """Whoever may have given a mail address, a telephone number, or both."""

    @property
    def email(self) -> str | None:
        """Their mail address, as they wrote it."""

    @property
    def phone(self) -> str | None:
        """Their telephone number, as they wrote it."""


def hashes_of(who: Reachable) -> list[str]:
    """How somebody's contacts are known in the index: none without a contact."""
    return [*([email_hash(who.email)] if who.email else []), *([phone_hash(who.phone)] if who.phone else [])]


def items_of(identity: IdentityItem) -> dict[str, ContactItem]:
    """The items by which an identity is found, by their hashes."""
    place = f"{identity.consent_at}#{identity.pk}"
    return {one: ContactItem(pk=PREFIX + one, sk=place) for one in hashes_of(identity)}


def move(transaction: TransactWrite, before: IdentityItem, after: IdentityItem) -> None:
    """Add to a transaction what makes the items of an identity those of another one of the same report."""
    old, new = items_of(before), items_of(after)
    for contact in old.keys() - new.keys():
        transaction.delete(old[contact])
    for contact in new.keys() - old.keys():
        transaction.save(new[contact])


def newest(contact: str, most: int) -> list[str]:
    """The numbers of a contact's newest reports, the newest first, at most so many; in one request."""
    with translated_errors():
        found = ContactItem.query(PREFIX + contact, scan_index_forward=False, consistent_read=True, limit=most)
        return [item.sk.rpartition("#")[2] for item in found]


def add_missing(identity: IdentityItem) -> bool:
    """Write the items of an identity that was stored before there was an index; False when it has changed since.

    Then whoever changed it wrote them. Twice is once.
    """
    items = items_of(identity)
    unchanged = (IdentityItem.email == identity.email) if identity.email else IdentityItem.email.does_not_exist()
    unchanged &= (IdentityItem.phone == identity.phone) if identity.phone else IdentityItem.phone.does_not_exist()

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.condition_check(
                IdentityItem, identity.pk, identity.sk, condition=IdentityItem.pk.exists() & unchanged
            )
            for item in items.values():
                transaction.save(item)

    try:
        if items:
            transact(write)
    except Conflict:
        return False
    return True
