"""Who reporters are, apart from their reports: its own table, its own key, and each reading on record."""

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from pynamodb.transactions import TransactWrite

from chalicelib.domain.actors import Actor, Role
from chalicelib.store import consulted, contact_index
from chalicelib.store.failures import translated_errors
from chalicelib.store.indexing import timestamp
from chalicelib.store.models.identities import ContactItem, IdentityItem

CONSENT_VERSION = "2026-11"
LAST_ADDRESS = "LAST_ADDRESS"
FORMER = "FORMER#"
_READING = "READING#"


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """Somebody agreed on paper or by word, on a day where they were, before an officer recorded their report."""

    how: str
    on: date


@dataclass(frozen=True, slots=True)
class Identity:
    """A reporter's name and contact, as far as given, and the consent they gave (version and time)."""

    name: str | None
    email: str | None
    phone: str | None
    consent_at: datetime
    consent_version: str = CONSENT_VERSION
    # For whom they report, when it is somebody else, and what they are to them.
    proxy_name: str | None = None
    proxy_relation: str | None = None
    # How they agreed, and on which day, where an officer recorded it for them.
    consent_given: ConsentGiven | None = None


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """Where a reporter can be reached, as they wrote it."""

    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class ContactChange:
    """What a reporter puts right about themselves: what is None stays."""

    name: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked at who the reporter is; ``key`` is its place among the readings, once it is on record."""

    at: datetime
    actor: Actor
    key: str = ""


def identity_item(report_id: str, identity: Identity) -> IdentityItem:
    """The item that holds an identity."""
    return IdentityItem(
        pk=report_id,
        sk="IDENTITY",
        name=identity.name,
        email=identity.email,
        phone=identity.phone,
        consent_version=identity.consent_version,
        consent_at=timestamp(identity.consent_at),
        proxy_name=identity.proxy_name,
        proxy_relation=identity.proxy_relation,
        consent_how=identity.consent_given.how if identity.consent_given else None,
        consent_on=identity.consent_given.on.isoformat() if identity.consent_given else None,
    )


def save_identity(transaction: TransactWrite, report_id: str, identity: Identity) -> None:
    """Add a new report's identity to its transaction, and the items by which its contacts find it."""
    item = identity_item(report_id, identity)
    transaction.save(item, condition=IdentityItem.pk.does_not_exist())
    for found_by in contact_index.items_of(item).values():
        transaction.save(found_by)


def load_identity(report_id: str) -> Identity | None:
    """Who the reporter is, or None once it was erased. The caller records the reading first, if an officer reads."""
    with translated_errors():
        try:
            item = IdentityItem.get(report_id, "IDENTITY", consistent_read=True)
        except IdentityItem.DoesNotExist:
            return None
    return _identity_from(item)


def load_identities(report_ids: Iterable[str]) -> dict[str, Identity]:
    """Who the reporters of some reports are, at most 100, in one request; those that were erased are left out."""
    keys = [(one, "IDENTITY") for one in report_ids]
    with translated_errors():
        found = list(IdentityItem.batch_get(keys, consistent_read=True)) if keys else []
    return {item.pk: _identity_from(item) for item in found}


def _identity_from(item: IdentityItem) -> Identity:
    return Identity(
        item.name,
        item.email,
        item.phone,
        datetime.fromisoformat(item.consent_at or ""),
        item.consent_version or "",
        item.proxy_name,
        item.proxy_relation,
        ConsentGiven(item.consent_how, date.fromisoformat(item.consent_on)) if item.consent_how else None,
    )


def reporters_contact(report_id: str) -> ContactDetails:
    """Where the reporter is told; after erasing, what is kept until they are told of that."""
    identity = load_identity(report_id)
    if identity:
        return ContactDetails(identity.email, identity.phone)
    with translated_errors():
        try:
            last = IdentityItem.get(report_id, LAST_ADDRESS, consistent_read=True)
        except IdentityItem.DoesNotExist:
            return ContactDetails()
    return ContactDetails(last.email, last.phone)


def change_contact(transaction: TransactWrite, report_id: str, seq: int, change: ContactChange) -> None:
    """Add a change to a decision's transaction; the former address is kept until event ``seq`` is told to it."""
    given = {name: said for name, said in asdict(change).items() if said}
    actions = [getattr(IdentityItem, name).set(said) for name, said in given.items()]
    transaction.update(IdentityItem(report_id, "IDENTITY"), actions=actions, condition=IdentityItem.pk.exists())
    before = load_identity(report_id)
    if before is None:
        return  # erased meanwhile: the condition above says so
    after = replace(before, **given)
    contact_index.move(transaction, identity_item(report_id, before), identity_item(report_id, after))
    email = before.email if change.email and before.email != change.email else None
    # A telephone was told of nothing where there was a mail address; and is told of nothing more where one is given.
    phone = before.phone if not before.email and (change.email or change.phone not in (None, before.phone)) else None
    if email or phone:
        transaction.save(IdentityItem(pk=report_id, sk=f"{FORMER}{seq}", email=email, phone=phone))


def former_contact(report_id: str, seq: int) -> ContactDetails:
    """Where the reporter was told before event ``seq`` changed that, until it was told there; else nothing."""
    with translated_errors():
        try:
            former = IdentityItem.get(report_id, f"{FORMER}{seq}", consistent_read=True)
        except IdentityItem.DoesNotExist:
            return ContactDetails()
    return ContactDetails(former.email, former.phone)


def former_addresses(report_id: str, seqs: Iterable[int]) -> list[IdentityItem]:
    """The items of the addresses that these events replaced, told or not: they go with an erasure."""
    return [IdentityItem(report_id, f"{FORMER}{seq}") for seq in seqs]


def forget_former_address(report_id: str, seq: int) -> None:
    """It was told, or cannot be."""
    with translated_errors():
        IdentityItem(report_id, f"{FORMER}{seq}").delete()


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes with an identity, and what is kept until its reporter was told: their address, where they gave one."""

    gone: tuple[IdentityItem | ContactItem, ...]
    kept: IdentityItem | None


def erasure_of(report_id: str) -> Erasure:
    """What erasing an identity does to the items of it."""
    identity = load_identity(report_id)
    if identity is None:
        return Erasure((IdentityItem(report_id, "IDENTITY"),), None)
    item = identity_item(report_id, identity)
    phone = None if identity.email else identity.phone
    is_told = identity.email or phone
    last = IdentityItem(pk=report_id, sk=LAST_ADDRESS, email=identity.email, phone=phone) if is_told else None
    return Erasure((item, *contact_index.items_of(item).values()), last)


def forget_people(report_id: str) -> None:
    """Everything about people that is kept of a report goes: who reported, former and last addresses, followers, and
    who read it; in batches, and again where that was broken off. The one place for it: whatever else is kept of them
    goes from here.
    """
    with translated_errors():
        items = list(IdentityItem.query(report_id, consistent_read=True))
        # By whom it is found goes first: afterwards nobody would know where that stands.
        with ContactItem.batch_write() as batch:
            for found_by in (one for item in items if item.consent_at for one in contact_index.items_of(item).values()):
                batch.delete(found_by)
        with IdentityItem.batch_write() as batch:
            for item in items:
                batch.delete(item)


def record_reading(report_id: str, reading: Reading) -> None:
    """Put a reading on record, for the reporter to see; first that there is one."""
    consulted.trace(report_id)
    with translated_errors():
        _reading_item(report_id, reading).save()


def save_reading(transaction: TransactWrite, report_id: str, reading: Reading) -> None:
    """Add a reading to the transaction of a new report: who recorded it has read all that they typed."""
    transaction.save(consulted.trace_of(report_id))
    transaction.save(_reading_item(report_id, reading))


def _reading_item(report_id: str, reading: Reading) -> IdentityItem:
    return IdentityItem(
        pk=report_id,
        sk=f"{_READING}{timestamp(reading.at)}#{secrets.token_hex(4)}",
        read_at=timestamp(reading.at),
        role=reading.actor.role.value,
        agency_id=reading.actor.agency_id,
        username=reading.actor.username,
    )


def readings_before(report_id: str, key: str | None, limit: int) -> tuple[Reading, ...]:
    """Readings of an identity, the latest first: at most ``limit``, those before ``key`` where it is given."""
    place = IdentityItem.sk.between(_READING, key) if key else IdentityItem.sk.startswith(_READING)
    with translated_errors():
        found = IdentityItem.query(
            report_id, place, consistent_read=True, scan_index_forward=False, limit=limit + bool(key)
        )
        items = [item for item in found if item.sk != key][:limit]
    return tuple(
        Reading(
            datetime.fromisoformat(item.read_at or ""), Actor(Role(item.role), item.agency_id, item.username), item.sk
        )
        for item in items
    )
