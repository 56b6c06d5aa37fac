"""The tables and their keys, as PynamoDB models (architecture.md "Tables").

reports     pk REPORT#<id>      sk HEAD            facts of the report as JSON, and the slim keys of its indexes
                                sk BODY            the reporter's words, immutable but for erasure
                                sk EVENT#<seq>     what happened; inserting one is the entry to tell it
                                sk MERGED#<report id>       a report that was merged into this one
                                sk INVITATION#<follower>#<day>   the entry of a letter that asks a follower to confirm
                                sk TELL#<seq>#<recipient>   a letter: claimed with a lease, then sent
                                sk ATTACHMENT#<id> a file of the report and what became of it
            pk REPORT#DIGEST-<agency>  sk DIGEST#<day>  the entry of an agency's morning digest; its letters beside it
            pk REPORT#(OFFICER-<user name> | AGENCY-<pk of agencies>)  sk DIRECTORY#<seq>  what a change there entries
            pk UPLOAD#<id>      sk UPLOAD          a file nobody has sent in yet; afterwards, which report it belongs to
            pk SUBMIT#<hash>    sk CLAIM           the first answer to a submission key
            pk ADDRESS#<hash>   sk SUPPRESSED      an address that bounced or complained is mailed no more
            pk RATE#<what>#<window>  sk COUNT      how often something was tried in a window of time
  due       D#<shard>                     / <next look>#<id>              keys and kind
            U#<shard>                     / <next look>#<attachment id>   the same: files to look after
  inbox     <holder>#<queue>#<shard>      / <9-level>#<due_at>#<id>       slim
  desk      <institution>#<queue>#<shard> / the same                      slim
  watch     N#<queue>#<shard>             / the same, sparse: held by the nation, or level 3 and 4
  branch    <unit below the institution>#<queue>#<shard> / the same, sparse: held by a part of that unit
  supervisory  <institution>#<queue>#<shard> / the same, sparse: supervisory
  province  <province>#<queue>#<shard>    / the same, sparse: level 3 and 4 in its regencies and cities
  undelivered  <institution>#<shard>      / the same, sparse: somebody could not be reached
  near      <regency>#<category>          / <received_at>#<id>, sparse: open
  telling   T#<shard>                     / <look again at>#<id>#<key>, sparse until told
  public    P#<shard>                     / <published_at>#<id>, sparse; a month is a range of the sort key
  place     <institution>                 / the same
identities  pk <report id>      sk IDENTITY | READING#<time>#<random> | FOLLOWER#<hash> | LAST_ADDRESS
directory   pk INSTITUTIONS | UNITS#<institution> | CATEGORIES | CALENDAR | STANDARDS | OFFICERS | JOBS, sk <id>
            pk WORDINGS#<institution>     sk <id>     sentences that officers answer with
            pk CHANGES#<pk>#<sk>          sk <time>   who changed a row, when, and what it was before
            pk TREES  sk <pk of agencies>             counts the changes to a part of the tree: none crosses another
  officers  <institution>                 / <agency>#<role>#<username>
"""

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    NumberAttribute,
    UnicodeAttribute,
)
from pynamodb.constants import STREAM_NEW_IMAGE
from pynamodb.models import Model

from chalicelib.settings import settings
from chalicelib.store.identity_tables import IdentityItem
from chalicelib.store.indexes import (
    BranchIndex,
    Connection,
    DeskIndex,
    DueIndex,
    InboxIndex,
    NearIndex,
    OfficersIndex,
    OutboxIndex,
    PlaceIndex,
    ProvinceIndex,
    PublicIndex,
    SupervisoryIndex,
    UndeliveredIndex,
    WatchIndex,
)
from chalicelib.store.statistic_tables import StatisticItem


class ReportItem(Model):
    """Any item of the reports table; a Query over a report gives each item as what it is."""

    class Meta(Connection):
        table_name = settings().reports_table
        stream_view_type = STREAM_NEW_IMAGE

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()


class HeadItem(ReportItem, discriminator="HEAD"):
    """The facts of a report. ``facts`` is the whole; what stands beside it is for the indexes.

    ``for_all`` and ``for_officers`` are what lists show, as JSON: the public's has the first alone.
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
    near_pk = UnicodeAttribute(null=True)
    near_sk = UnicodeAttribute(null=True)
    due = DueIndex()
    inbox = InboxIndex()
    desk = DeskIndex()
    watch = WatchIndex()
    branch = BranchIndex()
    supervisory_index = SupervisoryIndex()
    province = ProvinceIndex()
    public = PublicIndex()
    place = PlaceIndex()
    undelivered_index = UndeliveredIndex()
    near = NearIndex()


class BodyItem(ReportItem, discriminator="BODY"):
    """The reporter's words; ``names`` are stretches of them, not names."""

    body = UnicodeAttribute()
    event_date = UnicodeAttribute(null=True)
    location = UnicodeAttribute(null=True)
    names = UnicodeAttribute(null=True)


class OutboxItem(ReportItem, discriminator="PROMISE"):
    """Something that somebody must still hear of: ``outbox_pk`` stays until everybody was told."""

    outbox_pk = UnicodeAttribute(null=True, attr_name="telling_pk")
    outbox_sk = UnicodeAttribute(null=True, attr_name="telling_sk")
    tries = NumberAttribute(null=True)
    dead_letter_at = UnicodeAttribute(null=True)
    outbox = OutboxIndex()


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
    """A report that was merged into this one; its number is in the key."""


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


class DirectoryChangeItem(OutboxItem, discriminator="DIRECTORY"):
    """The entry of what follows a change to the directory: the sign-in of ``username`` made to agree with it, an
    invitation, and word of ``agencies`` (JSON) that may have nobody left to answer.
    """

    seq = NumberAttribute()
    at = UnicodeAttribute()
    username = UnicodeAttribute(null=True)
    invited = BooleanAttribute(default=False)
    agencies = UnicodeAttribute(null=True)


class ClaimItem(ReportItem, discriminator="CLAIM"):
    """A submission key that was used: what it stood for, and the answer but its access code."""

    content_hash = UnicodeAttribute()
    report_id = UnicodeAttribute()
    secret_number = UnicodeAttribute()
    state = UnicodeAttribute()
    due_at = UnicodeAttribute()
    expires_at = NumberAttribute()


class DirectoryItem(Model):
    """One row of the directory, as JSON; ``changes`` counts how often it was changed since it was first written."""

    class Meta(Connection):
        table_name = settings().directory_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = UnicodeAttribute(null=True)
    institution_id = UnicodeAttribute(null=True)
    office = UnicodeAttribute(null=True)
    changes = NumberAttribute(null=True)
    officers = OfficersIndex()


def create_tables() -> None:
    """Create what is missing, on one machine and in tests; on AWS the template does it.

    PynamoDB takes the indexes from the one class it creates a table from, and two classes of ours carry some.
    """
    _create(AllReportItems)
    _create(IdentityItem)
    _create(DirectoryItem)
    _create(StatisticItem)


class AllReportItems(HeadItem, EventItem, discriminator="ALL"):
    """Every index of the reports table in one class, to create it from."""


def _create(model: type[Model]) -> None:
    if not model.exists():
        model.create_table(wait=True)
