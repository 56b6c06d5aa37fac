"""Letters on record, as PynamoDB models of the reports table (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute

from chalicelib.store.models.report_item import ReportItem


class DeliveryItem(ReportItem, discriminator="TELL"):
    """A letter about one event to one recipient (a role, never an address): claimed until, then sent or failed.

    ``sends`` counts the sendings whose outcome is good or unknown; ``told_by`` is the event whose letter told this one
    along; the other attributes say each what is known.
    """

    claimed_until = UnicodeAttribute(null=True)
    sends = NumberAttribute(null=True)
    in_doubt = BooleanAttribute(null=True)
    sent_at = UnicodeAttribute(null=True)
    message_id = UnicodeAttribute(null=True)
    delayed_at = UnicodeAttribute(null=True)
    delivered_at = UnicodeAttribute(null=True)
    complained_at = UnicodeAttribute(null=True)
    failed_at = UnicodeAttribute(null=True)
    failed_reason = UnicodeAttribute(null=True)
    told_by = NumberAttribute(null=True)


class SuppressedItem(ReportItem, discriminator="SUPPRESSED"):
    """An address (a keyed hash of it) that no mail goes to any more, and why."""

    reason = UnicodeAttribute()
    since = UnicodeAttribute()
