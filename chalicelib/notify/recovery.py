"""The message to somebody who lost a number or a code: what the reports of their contact are, and the link to each.

It goes nowhere but to the addresses that stand with those reports, and each address reads of its own alone: who asked
by a telephone that several reporters gave gets no word to one of them about another. Whoever asked is not known here.

What is read for one wish: the contact's items (1 request, half a read unit or 1), the identities and the heads of at
most 50 reports (1 request each, 1 and 1.5 read units a report).
"""

from collections.abc import Iterator, Sequence

from chalicelib import access_codes
from chalicelib.domain.contacts import normal_email
from chalicelib.notify import channels
from chalicelib.notify.channels import Address, Message
from chalicelib.notify.recovery_letter import LISTED_AT_MOST, FoundReport
from chalicelib.store import contact_index, identities, reports

PART_LENGTH = 16


def recovery_messages(collection: str, contact: str) -> Iterator[Message]:
    """The messages that a contact's wish asks for as things are now: none where nobody who has it can be reached.

    Raises StoreFailure.
    """
    report_ids = contact_index.newest(contact, LISTED_AT_MOST + 1)
    for to, found in _by_address(report_ids[:LISTED_AT_MOST], contact).values():
        part = access_codes.keyed_hash("recovery letter", f"{collection}\n{normal_email(to.to)}")[:PART_LENGTH]
        is_cut = len(report_ids) > LISTED_AT_MOST
        yield channels.named(to.channel).to_recover(f"recovery_{part}", to.to, found, is_cut=is_cut)


def _by_address(report_ids: Sequence[str], contact: str) -> dict[str, tuple[Address, list[FoundReport]]]:
    """Each address on file with its reports, the newest first, by its normal form: their mail address, or the telephone
    of who gave no other. The contact must still be theirs.
    """
    people = identities.load_identities(report_ids)
    heads = reports.load_all(one for one in report_ids if one in people)
    found: dict[str, tuple[Address, list[FoundReport]]] = {}
    for report_id in report_ids:
        who, stored = people.get(report_id), heads.get(report_id)
        if who is None or stored is None or stored.report.erased_at or contact not in contact_index.hashes_of(who):
            continue
        to = channels.address_of(who)
        if to:
            code = access_codes.code_for(report_id, stored.secret_number)
            _, theirs = found.setdefault(normal_email(to.to), (to, []))
            theirs.append(FoundReport(stored.report, code))
    return found
