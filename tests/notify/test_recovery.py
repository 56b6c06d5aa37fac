"""A lost number or code: one letter to the address on file, with the links of its own reports and nobody else's."""

import re
import uuid
from contextlib import suppress
from datetime import timedelta

import pytest

from chalicelib import access_codes, clock
from chalicelib.domain.commands import Contact, Erase
from chalicelib.notify import outcomes, recovery, recovery_letter
from chalicelib.service import recovering
from chalicelib.store import contact_index, outbox
from chalicelib.store.deliveries import DeliveryKey
from chalicelib.store.models.identities import IdentityItem
from chalicelib.store.models.outbox import RecoveryItem
from infra.local.mailbox import Mail, Mailbox
from tests.local_cloud import MAIL_PORT
from tests.notify.courses import REPORTER
from tests.notify.mail_stub import MailStub
from tests.notify.scene import (
    drain,
    later,
    letters_of,
    real_now,
    record_of,
    settings_of,
    stream,
    submitted,
    sweep,
    untold,
)
from tests.notify.test_kill import Killed, Line, listening
from tests.store.desk_work import act
from tests.store.test_contact_index import somebody, somebodys_phone

LINK = re.compile(r"https://lapor\.example/lacak#(LP-[0-9A-Z-]+)\.([0-9A-Z-]+)$", re.MULTILINE)


def asked(email: str | None = None, phone: str | None = None) -> list[tuple[str, str]]:
    """The entries that asking for a contact's reports made."""
    before = untold()
    recovering.recover(email, phone, str(uuid.uuid4()), clock.now())
    found = outbox.due(real_now() + timedelta(days=400))
    return [(one.report_id, one.key) for one in found if one.report_id not in before]


def told(entries: list[tuple[str, str]]) -> None:
    """What the stream brings of them."""
    if entries:
        stream(*(record_of(*entry, number=str(number)) for number, entry in enumerate(entries)))


def recovered(mailbox: Mailbox, address: str) -> list[Mail]:
    """The letters of this kind to an address, the last ones last."""
    return [mail for mail in mailbox.mails(address) if (mail.report_id or "").startswith("RECOVERY-")]


def links(mail: Mail) -> list[str]:
    """The reports that a letter opens, in its order; each link with the right code, in both of its forms."""
    found = LINK.findall(mail.text)
    for report_id, code in found:
        assert access_codes.opens(report_id, "1", code)
        assert f'href="https://lapor.example/lacak#{report_id}.{code}"' in mail.html
    return [report_id for report_id, _ in found]


def test_a_mail_address_gets_what_its_reports_are_the_newest_first(mailbox: Mailbox) -> None:
    email = somebody()
    first, second = (submitted(reporter={"name": "Siti", "email": one}).report_id for one in (email, email.upper()))
    submitted(reporter={"email": somebody()})
    told(asked(email.lower()))
    (mail,) = recovered(mailbox, email.upper())
    assert links(mail) == [second, first]
    assert mail.subject == "Nomor dan tautan laporan Anda di LAPOR!"
    assert "Menunggu verifikasi" in mail.text
    whole = f"{mail.subject}{mail.text}{mail.html}{mail.headers}"
    for private in ("Siti", "canary", "Jalan berlubang", email, email.lower()):
        assert private not in whole
    assert not [one for one in untold() if one.startswith("RECOVERY-")]


def test_an_anonymous_reporters_contact_counts_and_english_is_english(mailbox: Mailbox) -> None:
    email = somebody()
    report_id = submitted(reporter={"email": email}, anonymous=True, language="en").report_id
    told(asked(email))
    (mail,) = recovered(mailbox, email)
    assert links(mail) == [report_id]
    assert mail.subject == "Your tracking numbers and links at LAPOR!"
    assert "Waiting for verification" in mail.text


def test_a_telephone_reaches_each_address_on_file_with_its_own_reports_alone(mailbox: Mailbox) -> None:
    phone, mine, theirs = somebodys_phone(), somebody(), somebody()
    first = submitted(reporter={"phone": phone, "email": mine}).report_id
    second = submitted(reporter={"phone": f"+62 {phone[1:]}", "email": theirs}).report_id
    submitted(reporter={"phone": phone})
    submitted(reporter={"email": mine, "phone": somebodys_phone()})
    told(asked(phone=f"62{phone[1:]}"))
    assert [links(mail) for mail in recovered(mailbox, mine)] == [[first]]
    assert [links(mail) for mail in recovered(mailbox, theirs)] == [[second]]


@pytest.mark.parametrize("known", [False, True], ids=["unknown", "telephone alone"])
def test_where_no_address_is_on_file_nothing_is_sent_and_nothing_is_left(mailbox: Mailbox, known: bool) -> None:
    phone, before = somebodys_phone(), len(mailbox.mails())
    if known:
        submitted(reporter={"phone": phone})
    (entry,) = asked(phone=phone)
    told([entry])
    assert len(mailbox.mails()) == before
    assert entry[0] not in untold()
    assert letters_of(entry[0]) == []


def test_erased_reports_and_former_contacts_are_not_listed(mailbox: Mailbox) -> None:
    email, other = somebody(), somebody()
    left, erased, moved, lost = (submitted(reporter={"email": email}).report_id for _ in range(4))
    act(REPORTER, erased, Erase())
    act(REPORTER, moved, Contact(email=other))
    IdentityItem(lost, "IDENTITY").delete()  # as its expiry would
    told(asked(email))
    assert [links(mail) for mail in recovered(mailbox, email)] == [[left]]
    told(asked(other))
    assert [links(mail) for mail in recovered(mailbox, other)] == [[moved]]


def test_an_item_that_another_contact_left_behind_opens_nothing(mailbox: Mailbox) -> None:
    email, other = somebody(), somebody()
    report_id = submitted(reporter={"email": email}).report_id
    stale = IdentityItem(pk=report_id, sk="IDENTITY", email=other, consent_at="2026-11-01T00:00:00.000Z")
    for item in contact_index.items_of(stale).values():
        item.save()
    told(asked(other))
    assert recovered(mailbox, other) == recovered(mailbox, email) == []


def test_what_changes_between_the_wish_and_the_letter_is_told_as_it_is_then(mailbox: Mailbox) -> None:
    email = somebody()
    first, second = (submitted(reporter={"email": email}).report_id for _ in range(2))
    entries = asked(email)
    act(REPORTER, second, Erase())
    told(entries)
    assert [links(mail) for mail in recovered(mailbox, email)] == [[first]]


def test_of_many_reports_the_newest_are_listed_and_the_letter_says_so(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (recovery, recovery_letter):
        monkeypatch.setattr(module, "LISTED_AT_MOST", 3)
    email = somebody()
    numbers = [submitted(reporter={"email": email}).report_id for _ in range(3)]
    told(asked(email))
    numbers.append(submitted(reporter={"email": email}).report_id)
    told(asked(email))
    whole, cut = recovered(mailbox, email)
    assert (links(whole), links(cut)) == (numbers[2::-1], numbers[:0:-1])
    assert "Hanya" not in whole.text
    assert "Hanya 3 laporan terbaru" in cut.text


def test_three_a_day_and_contact_and_the_fourth_is_left_unsaid(mailbox: Mailbox) -> None:
    email = somebody()
    submitted(reporter={"email": email})
    for number in range(1, 6):
        told(asked(email.upper() if number % 2 else email))
        assert len(recovered(mailbox, email)) == min(number, 3)
    with later(timedelta(days=1)):
        told(asked(email))
    assert len(recovered(mailbox, email)) == 4


def test_a_record_that_comes_twice_is_one_letter(mailbox: Mailbox) -> None:
    email = somebody()
    submitted(reporter={"email": email})
    entries = asked(email)
    told(entries * 3)
    told(entries)
    sweep(timedelta(days=1))
    assert len(recovered(mailbox, email)) == 1


def test_the_entry_knows_no_address_and_ends_by_itself(mailbox: Mailbox) -> None:
    email = somebody()
    submitted(reporter={"email": email})
    ((collection, key),) = asked(email)
    item = RecoveryItem.get(f"REPORT#{collection}", key)
    assert email.lower() not in str(item.to_simple_dict()).lower()
    assert 6 < (item.expires_at - clock.now().timestamp()) / 86400 <= 7
    told([(collection, key)])
    (letter,) = letters_of(collection)
    assert re.fullmatch(r"TELL#000001#recovery_[0-9a-f]{16}", letter.sk)


def test_an_address_that_bounced_gets_nothing_more_and_no_report_is_marked(mailbox: Mailbox) -> None:
    email = somebody()
    submitted(reporter={"email": email})
    ((collection, key),) = asked(email)
    told([(collection, key)])
    (letter,) = letters_of(collection)
    mail = {
        "timestamp": "2026-11-25T01:02:03.000Z",
        "destination": [email],
        "tags": {"report": [collection], "seq": ["1"], "recipient": [letter.sk.split("#")[2]]},
    }
    bounce = {"timestamp": mail["timestamp"], "bounceType": "Permanent"}
    outcomes.record({"detail": {"eventType": "Bounce", "mail": mail, "bounce": bounce}})
    assert [one.failed_reason for one in letters_of(collection)] == ["bounced"]
    assert not DeliveryKey(collection, 1, letter.sk.split("#")[2]).concerns_the_desk
    told(asked(email))
    assert len(recovered(mailbox, email)) == 1


def requests_of_a_recovery() -> list[str]:
    """What telling one contact takes."""
    email, line = somebody(), Line()
    submitted(reporter={"email": email})
    entries = asked(email)
    with listening(line):
        told(entries)
    return line.requests


def test_what_a_recovery_costs(post: MailStub) -> None:
    assert sorted(requests_of_a_recovery()) == sorted(
        ["BatchGetItem"] * 4 + ["Query", "UpdateItem", "SendEmail", "UpdateItem", "UpdateItem"]
    ), "entry, index, identities, heads, barred addresses; claim, send, mark; settle"


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_killed_at_every_request_the_letter_is_sent_once(post: MailStub, before: bool) -> None:
    for place in range(len(requests_of_a_recovery())):
        email, line = somebody(), Line()
        submitted(reporter={"email": email})
        ((collection, key),) = asked(email)
        line.dies_at, line.dies_before = place, before
        with listening(line), suppress(Killed):
            told([(collection, key)])
        told([(collection, key)])
        drain({collection}, step=timedelta(hours=2))
        (count,) = [count for letter, count in post.counts.items() if letter[0] == collection]
        unknown = (line.requests[place] == "SendEmail" and not before) or (
            line.requests[place] == "UpdateItem" and before and line.requests[place - 1] == "SendEmail"
        )
        assert count <= (2 if unknown else 1), (place, line.requests[place])
        assert count == 1 or [one for one in letters_of(collection) if one.in_doubt], "no second one goes unflagged"


@pytest.mark.parametrize("plan", [["error"] * 3, ["throttle"], ["unavailable", "silent"], ["deaf"]])
def test_a_mail_service_that_fails_loses_no_letter(post: MailStub, plan: list[str]) -> None:
    email = somebody()
    submitted(reporter={"email": email})
    ((collection, key),) = asked(email)
    post.plan = list(plan)
    told([(collection, key)])
    drain({collection}, step=timedelta(hours=2))
    assert [letter for letter in post.counts if letter[0] == collection]


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("place", range(3))
def test_killed_while_it_is_asked_asking_again_gets_the_letter(mailbox: Mailbox, place: int, before: bool) -> None:
    email, line = somebody(), Line()
    submitted(reporter={"email": email})
    line.dies_at, line.dies_before = place, before
    with listening(line), pytest.raises(Killed):
        recovering.recover(email, None, "192.0.2.7", clock.now())
    sweep(timedelta(hours=1))
    is_written = place == 2 and not before
    assert len(recovered(mailbox, email)) == (1 if is_written else 0), "what was written is told, answered or not"
    told(asked(email))
    assert len(recovered(mailbox, email)) == (2 if is_written else 1)


def test_who_gave_a_telephone_alone_gets_the_links_by_short_message(mailbox: Mailbox) -> None:
    phone, email = f"08{somebodys_phone()[2:]}", somebody()
    with settings_of(SHORT_MESSAGES="yes", SMS_ENDPOINT=f"http://127.0.0.1:{MAIL_PORT}"):
        first = submitted(reporter={"name": "Siti", "phone": phone}).report_id
        second = submitted(reporter={"phone": f"+62 {phone[1:]}"}).report_id
        by_mail = submitted(reporter={"phone": phone, "email": email}).report_id
        (entry,) = asked(phone=f"62{phone[1:]}")
        for _ in range(2):
            told([entry])
    (message,) = [one for one in mailbox.short_messages(f"+62{phone[1:]}") if one.report_id == entry[0]]
    found = re.findall(r"https://lapor\.example/lacak#(LP-[0-9A-Z-]+)\.([0-9A-Z]+)(?= |$)", message.text)
    assert [report_id for report_id, _ in found] == [second, first]
    assert all(access_codes.opens(report_id, "1", code) for report_id, code in found)
    assert "Siti" not in message.text
    (mail,) = recovered(mailbox, email)
    assert links(mail) == [by_mail], "what has a mail address is told there, and there alone"
    assert entry[0] not in untold()
