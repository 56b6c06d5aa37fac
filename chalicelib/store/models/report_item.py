"""What every item of the reports table is (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import DiscriminatorAttribute, UnicodeAttribute
from pynamodb.constants import STREAM_NEW_IMAGE

from chalicelib.settings import settings
from chalicelib.store.connection import Connection, Table


class ReportItem(Table):
    """Any item of the reports table; a Query over a report gives each item as what it is."""

    class Meta(Connection):
        table_name = settings().reports_table
        stream_view_type = STREAM_NEW_IMAGE

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
