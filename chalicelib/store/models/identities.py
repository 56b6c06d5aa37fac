"""The table of people, as PynamoDB models: its own key, its own permissions (keys: ``chalicelib.store.models``)."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.settings import settings
from chalicelib.store.connection import Connection, Table


class IdentityItem(Table):
    """Who the reporter is, or one reading of it."""

    class Meta(Connection):
        table_name = settings().identities_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    name = UnicodeAttribute(null=True)
    email = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    proxy_name = UnicodeAttribute(null=True)
    proxy_relation = UnicodeAttribute(null=True)
    consent_version = UnicodeAttribute(null=True)
    consent_at = UnicodeAttribute(null=True)
    consent_how = UnicodeAttribute(null=True)
    consent_on = UnicodeAttribute(null=True)
    read_at = UnicodeAttribute(null=True)
    role = UnicodeAttribute(null=True)
    agency_id = UnicodeAttribute(null=True)
    username = UnicodeAttribute(null=True)


class ContactItem(Table):
    """That a report has a contact: a keyed hash of it, the moment of consent and the report's number are its key."""

    class Meta(Connection):
        table_name = settings().identities_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class SenderItem(Table):
    """Where the sender of a message is answered, and to which message, until they were."""

    class Meta(Connection):
        table_name = settings().identities_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    email = UnicodeAttribute(null=True)
    phone = UnicodeAttribute(null=True)
    message_id = UnicodeAttribute()
    expires_at = NumberAttribute()


class FollowerItem(Table):
    """Somebody who follows a report by mail, or was asked whether they want to."""

    class Meta(Connection):
        table_name = settings().identities_table

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    email = UnicodeAttribute()
    language = UnicodeAttribute()
    asked_at = UnicodeAttribute()
    confirmed_at = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)
