"""The table of agencies, officers and what they work by (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.settings import settings
from chalicelib.store.connection import Connection, Table
from chalicelib.store.models.indexes import index


class DirectoryItem(Table):
    """One row of the directory, as JSON; ``changes`` counts how often it was changed since it was first written."""

    class Meta(Connection):
        table_name = settings().directory_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    row = UnicodeAttribute(null=True)
    institution_id = UnicodeAttribute(null=True)
    office = UnicodeAttribute(null=True)
    changes = NumberAttribute(null=True)
    officers = index("officers")
