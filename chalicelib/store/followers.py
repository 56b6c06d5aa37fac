"""People who follow a published report by mail, among the identities: their address is kept nowhere else.

Asked is not yet following: only who confirmed with the letter's token gets mail, and who never does is forgotten after
a week. Who stops is forgotten at once, and so are all when the report is unpublished or erased.

The token is 128 bits of HMAC over report and follower, never stored; a follower is known elsewhere by a keyed hash.
"""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib import access_codes
from chalicelib.failures import Conflict
from chalicelib.settings import settings
from chalicelib.store.connection import connection
from chalicelib.store.failures import transact, translated_errors
from chalicelib.store.indexing import outbox_keys, timestamp
from chalicelib.store.items import report_key
from chalicelib.store.models.identities import FollowerItem
from chalicelib.store.models.outbox import InvitationItem

ID_LENGTH = 16
TOKEN_LENGTH = ID_LENGTH + 32
UNCONFIRMED_LIFE = timedelta(days=7)
INVITATION_LIFE = timedelta(days=9)


@dataclass(frozen=True, slots=True)
class Follower:
    """Somebody who follows a report, all that a letter to them needs; ``expires_at`` while they have not confirmed."""

    report_id: str
    follower_id: str
    email: str
    language: str
    expires_at: datetime | None

    @property
    def recipient(self) -> str:
        """Their part in the report, as letters name it."""
        return f"follower_{self.follower_id}"

    @property
    def token(self) -> str:
        """What opens the page where they confirm and stop."""
        return token_of(self.report_id, self.follower_id)

    @property
    def page_url(self) -> str:
        """The page where they confirm or stop, with buttons: opening it changes nothing."""
        return f"{settings().site_url}/api/reports/{self.report_id}/follow/{self.token}"

    @property
    def headers(self) -> dict[str, str]:
        """What every letter to them carries, so that their mail program offers to stop with one click (RFC 8058)."""
        return {
            "List-Unsubscribe": f"<{self.page_url}/stop>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }


def follower_id_of(report_id: str, email: str) -> str:
    """How an address that follows a report is known outside the identities."""
    return access_codes.keyed_hash("follower", f"{report_id}\n{access_codes.address_hash(email)}")[:ID_LENGTH]


def token_of(report_id: str, follower_id: str) -> str:
    """What a follower confirms and stops with."""
    return follower_id + access_codes.keyed_hash("follow", f"{report_id}\n{follower_id}")[: TOKEN_LENGTH - ID_LENGTH]


def follower_id_in(report_id: str, token: str) -> str | None:
    """Whose token it is, or None when it is nobody's; compared in constant time."""
    follower_id = token[:ID_LENGTH]
    return follower_id if hmac.compare_digest(token_of(report_id, follower_id).encode(), token.encode()) else None


def ask(report_id: str, email: str, language: str, now: datetime) -> None:
    """Keep an address and the entry of one letter that asks its owner to confirm: one a day, none once confirmed."""
    follower_id, day = follower_id_of(report_id, email), now.strftime("%Y%m%d")
    follower = FollowerItem(
        pk=report_id,
        sk=_sort_key(follower_id),
        email=email,
        language=language,
        asked_at=timestamp(now),
        expires_at=int((now + UNCONFIRMED_LIFE).timestamp()),
    )
    key = f"INVITATION#{follower_id}#{day}"
    keys = outbox_keys(report_id, key, now)
    invitation = InvitationItem(
        pk=report_key(report_id),
        sk=key,
        follower_id=follower_id,
        day=day,
        expires_at=int((now + INVITATION_LIFE).timestamp()),
        outbox_pk=keys["outbox_pk"],
        outbox_sk=keys["outbox_sk"],
    )

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(invitation, condition=InvitationItem.pk.does_not_exist())
            transaction.save(follower, condition=FollowerItem.confirmed_at.does_not_exist())

    try:
        transact(write)
    except Conflict:
        return


def find(report_id: str, follower_id: str) -> Follower | None:
    """One follower, or None when there is none (any more)."""
    with translated_errors():
        try:
            return _follower(FollowerItem.get(report_id, _sort_key(follower_id), consistent_read=True))
        except FollowerItem.DoesNotExist:
            return None


def confirm(report_id: str, follower_id: str, now: datetime) -> bool:
    """From now on they hear of the report. False when their address is not here any more. Twice is once."""
    in_time = FollowerItem.confirmed_at.exists() | (FollowerItem.expires_at > int(now.timestamp()))
    try:
        with translated_errors():
            FollowerItem(report_id, _sort_key(follower_id)).update(
                actions=[
                    FollowerItem.confirmed_at.set(FollowerItem.confirmed_at | timestamp(now)),
                    FollowerItem.expires_at.remove(),
                ],
                condition=FollowerItem.pk.exists() & in_time,
            )
    except Conflict:
        return False
    return True


def stop(report_id: str, follower_id: str) -> None:
    """Forget them, and their address."""
    with translated_errors():
        FollowerItem(report_id, _sort_key(follower_id)).delete()


def followers_of(report_id: str) -> tuple[Follower, ...]:
    """Everybody who confirmed that they follow a report: one query, half a read unit for about ten of them."""
    with translated_errors():
        found = [_follower(item) for item in FollowerItem.query(report_id, FollowerItem.sk.startswith(_sort_key("")))]
    return tuple(one for one in found if one.expires_at is None)


def forget_all(report_id: str, before: datetime) -> None:
    """Forget everybody who asked until an instant: the report is not public any more."""
    last = timestamp(before)
    with translated_errors(), FollowerItem.batch_write() as batch:
        for item in FollowerItem.query(report_id, FollowerItem.sk.startswith(_sort_key("")), consistent_read=True):
            if item.asked_at <= last:
                batch.delete(item)


def _follower(item: FollowerItem) -> Follower:
    follower_id = item.sk.removeprefix(_sort_key(""))
    expires_at = None if item.confirmed_at else datetime.fromtimestamp(float(item.expires_at or 0), UTC)
    return Follower(item.pk, follower_id, item.email, item.language, expires_at)


def _sort_key(follower_id: str) -> str:
    return f"FOLLOWER#{follower_id}"
