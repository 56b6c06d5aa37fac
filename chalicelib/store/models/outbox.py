"""What somebody must still hear of, as PynamoDB models of the reports table (keys: ``chalicelib.store.models``).

An event is such an entry too: it stands with the reports.
"""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.store.models.indexes import index
from chalicelib.store.models.report_item import ReportItem


class OutboxItem(ReportItem, discriminator="PROMISE"):
    """Something that somebody must still hear of: ``outbox_pk`` stays until everybody was told."""

    outbox_pk = UnicodeAttribute(null=True, attr_name="telling_pk")
    outbox_sk = UnicodeAttribute(null=True, attr_name="telling_sk")
    tries = NumberAttribute(null=True)
    dead_letter_at = UnicodeAttribute(null=True)
    outbox = index("telling")


class InvitationItem(OutboxItem, discriminator="INVITATION"):
    """The entry to ask somebody whether they want to follow a report; who they are stands in identities."""

    follower_id = UnicodeAttribute()
    day = UnicodeAttribute()
    expires_at = NumberAttribute()


class DigestItem(OutboxItem, discriminator="DIGEST"):
    """The entry of an agency's morning digest; ``content`` is what stood on its desk, as JSON."""

    agency_id = UnicodeAttribute()
    content = UnicodeAttribute()
    expires_at = NumberAttribute()


class GatheredItem(OutboxItem, discriminator="GATHERED"):
    """The entry of a letter that tells an office of many new reports; ``closed`` when nothing more is put into it."""

    agency_id = UnicodeAttribute()
    until = UnicodeAttribute()
    closed = BooleanAttribute(null=True)
    expires_at = NumberAttribute()


class GatheredPartItem(ReportItem, discriminator="GATHERED_PART"):
    """What one batch put into such a letter: the numbers of reports."""

    reports = UnicodeSetAttribute()
    expires_at = NumberAttribute()


class EndedItem(ReportItem, discriminator="ENDED"):
    """A report that was closed, until its holder's digest tells of it; ``until`` is how long it may be disputed."""

    agency_id = UnicodeAttribute()
    report_id = UnicodeAttribute()
    reason = UnicodeAttribute()
    until = UnicodeAttribute(null=True)


class WindowItem(ReportItem, discriminator="WINDOW"):
    """The new reports that an office is told of by themselves until an instant: "<report>#<event>"."""

    first = UnicodeSetAttribute()
    expires_at = NumberAttribute()


class RecoveryItem(OutboxItem, discriminator="RECOVERY"):
    """The entry of a letter that tells a contact, known by a keyed hash, which reports are theirs."""

    seq = NumberAttribute()
    contact = UnicodeAttribute()
    expires_at = NumberAttribute()


class AnswerItem(OutboxItem, discriminator="ANSWER"):
    """The entry of an answer to the sender of a message, who stands in identities; ``answer`` is which."""

    seq = NumberAttribute()
    channel = UnicodeAttribute()
    answer = UnicodeAttribute()
    expires_at = NumberAttribute()


class ShareItem(OutboxItem, discriminator="SHARE"):
    """The entry of what an event means for others in the report's case of many."""

    seq = NumberAttribute()


class DirectoryChangeItem(OutboxItem, discriminator="DIRECTORY"):
    """The entry of what follows a change to the directory: the sign-in of ``username`` made to agree with it, an
    invitation, and word of ``agencies`` (JSON) that may have nobody left to answer.
    """

    seq = NumberAttribute()
    at = UnicodeAttribute()
    username = UnicodeAttribute(null=True)
    invited = BooleanAttribute(default=False)
    agencies = UnicodeAttribute(null=True)
