"""A lost number or code: whoever names a contact that is on file gets there what its reports are, and their links.

Here nothing is looked up: the wish goes into the outbox, and whoever delivers it finds the reports, or none. So a known
contact, an unknown one, and one that was asked about too often are answered alike, after the same requests.
"""

from datetime import datetime

from chalicelib import access_codes
from chalicelib.service.limiting import DAY, TEN_MINUTES, count_try
from chalicelib.settings import settings
from chalicelib.store import contact_index, rates, recoveries

RECOVERIES_A_DAY = 3


def recover(email: str | None, phone: str | None, source: str, now: datetime) -> None:
    """Promise the letter to a contact: its mail address, or else its telephone number. Three a day, the rest is left
    unsaid.

    Raises RateLimited after too many from one source, and Unavailable when nothing was written.
    """
    count_try("recoveries", source, settings().recoveries_per_ten_minutes, TEN_MINUTES, now)
    contact = contact_index.email_hash(email) if email else contact_index.phone_hash(phone or "")
    number = rates.count(access_codes.keyed_hash("recoveries of a contact", contact), DAY, now)
    # Beyond the third the entry is there already, and writing it again changes nothing.
    recoveries.put_in_outbox(contact, min(number, RECOVERIES_A_DAY), now)
