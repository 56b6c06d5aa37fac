"""Reports, as PynamoDB models of the reports table (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.store.models.indexes import index
from chalicelib.store.models.outbox import OutboxItem
from chalicelib.store.models.report_item import ReportItem


class HeadItem(ReportItem, discriminator="HEAD"):
    """The facts of a report. ``facts`` is the whole; what stands beside it is for the indexes.

    ``for_all`` and ``for_officers`` are what lists show, packed: the public's has the first alone.
    ``case_members`` counts those that joined it, and ``case_successor`` names who took its place: written by them,
    without a version.
    """

    facts = UnicodeAttribute()
    secret_number = UnicodeAttribute()
    version = NumberAttribute()
    title = UnicodeAttribute()
    for_all = UnicodeAttribute()
    for_officers = UnicodeAttribute()
    public_title = UnicodeAttribute(null=True)
    undelivered = UnicodeAttribute(null=True)
    due_pk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)
    inbox_pk = UnicodeAttribute(null=True)
    desk_pk = UnicodeAttribute(null=True)
    watch_pk = UnicodeAttribute(null=True)
    branch_pk = UnicodeAttribute(null=True)
    supervisory_pk = UnicodeAttribute(null=True)
    province_pk = UnicodeAttribute(null=True)
    queue_sk = UnicodeAttribute()
    public_pk = UnicodeAttribute(null=True)
    place_pk = UnicodeAttribute(null=True)
    public_sk = UnicodeAttribute(null=True)
    undelivered_pk = UnicodeAttribute(null=True)
    area = UnicodeAttribute(null=True)
    fingerprint = UnicodeAttribute(null=True)
    case_members = NumberAttribute(null=True)
    case_successor = UnicodeAttribute(null=True)
    near_pk = UnicodeAttribute(null=True)
    near_sk = UnicodeAttribute(null=True)
    due = index("due")
    inbox = index("inbox")
    desk = index("desk")
    watch = index("watch")
    branch = index("branch")
    supervisory_index = index("supervisory")
    province = index("province")
    public = index("public")
    place = index("place")
    undelivered_index = index("undelivered")
    near = index("near")


class EventItem(OutboxItem, discriminator="EVENT"):
    """One event, and the entry to tell it."""

    seq = NumberAttribute()
    version = NumberAttribute()
    at = UnicodeAttribute()
    type = UnicodeAttribute()
    role = UnicodeAttribute()
    agency_id = UnicodeAttribute(null=True)
    username = UnicodeAttribute(null=True)
    text = UnicodeAttribute(null=True)
    internal_text = UnicodeAttribute(null=True)
    data = UnicodeAttribute()
    changes = UnicodeAttribute()


class MergedItem(ReportItem, discriminator="MERGED"):
    """A report whose reporter hears of this one: merged into it once, or another institution's; its number is in the
    key.
    """


class MemberItem(ReportItem, discriminator="MEMBER"):
    """A report that joined this one; when it was received, and its number, are in the key."""


CONSULTED = "CONSULTED"


class ConsultedItem(ReportItem, discriminator=CONSULTED):
    """That the reporter's identity was read at least once; by whom stands with the identity."""


class ClaimItem(ReportItem, discriminator="CLAIM"):
    """A submission key that was used: what it stood for, and the answer but its access code."""

    content_hash = UnicodeAttribute()
    report_id = UnicodeAttribute()
    secret_number = UnicodeAttribute()
    state = UnicodeAttribute()
    due_at = UnicodeAttribute()
    letter_not_before = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class MessageItem(ReportItem, discriminator="MESSAGE"):
    """What became of a message that came in, so that it becomes that once."""

    result = UnicodeAttribute()
    report_id = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class AllReportItems(HeadItem, EventItem, discriminator="ALL"):
    """Every index of the reports table in one class, to create it from."""
