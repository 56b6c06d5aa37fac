"""A message comes in and becomes what the law lets it become, once: a new report, words to a known one, or nothing.

Reads and writes: 1 to see whether it came before, 1 to count its sender; of each number it names 1 for the identity,
and where its sender is on file there 1 for the report; then what a citizen's own command or submission costs, and 1
item.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib import access_codes
from chalicelib.domain import inbound, lifecycle
from chalicelib.domain.channels import Channel
from chalicelib.domain.commands import Complete, Reply
from chalicelib.domain.inbound import Decided, Result, Said, SenderAnswerKind
from chalicelib.domain.refusals import NotAllowedNow
from chalicelib.intake.channels import ContactKind, InboundMessage, Sender
from chalicelib.intake.texts import visible_length
from chalicelib.refusals import Erased, NotFound
from chalicelib.service.attachments import received
from chalicelib.service.beginning import begin
from chalicelib.service.commands import REPORTER, Opened, carry_out
from chalicelib.service.limiting import DAY
from chalicelib.service.rules import agencies_of, rules_for
from chalicelib.settings import settings
from chalicelib.store import contact_index, identities, inbound_messages, rates, reports, senders
from chalicelib.store.inbound_messages import Taken, TakenAlready
from chalicelib.store.senders import AnsweredSender

if TYPE_CHECKING:
    from chalicelib.answers.messages import TakenMessage

LONGEST_TEXT = 4000
"""Characters of a text of a report or a command (docs/contract.md "Citizens")."""
CUT = "\n[dipotong: pesan asli lebih panjang]"
FILES_LEFT_OUT = "\n[{count} lampiran tidak dapat diterima]"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message with what is known of it: by which way it came, the keyed hashes of its sender and of itself, what it
    says without access codes, and the report it is about, where its sender is on file with that.
    """

    message: InboundMessage
    channel: str
    recorded_as: Channel
    contact: str
    key: str
    text: str
    opened: Opened | None = None


def receive(message: InboundMessage, channel: str, recorded_as: Channel, now: datetime) -> "TakenMessage":
    """What became of a message; the same however often it comes.

    Raises RateLimited or a StoreFailure where it is to come again later, having become nothing.
    """
    incoming = _known(message, channel, recorded_as)
    earlier = inbound_messages.find(incoming.key)
    if earlier:
        return _told(earlier)
    if message.is_automatic or _is_too_much(incoming, now):
        return _told(Taken(Result.IGNORED, None))
    incoming = replace(incoming, opened=_report_of(incoming))
    decided = inbound.decide(_said(incoming), _allowed(incoming.opened, now))
    try:
        return _told(_carried_out(incoming, decided, now))
    except TakenAlready:
        return _told(inbound_messages.find(incoming.key) or Taken(decided.result, None))


def _known(message: InboundMessage, channel: str, recorded_as: Channel) -> Incoming:
    contact = _contact_of(message.sender)
    key = access_codes.keyed_hash("message", f"{channel}\n{contact}\n{message.message_id}")
    return Incoming(message, channel, recorded_as, contact, key, inbound.without_codes(message.text))


def _contact_of(sender: Sender) -> str:
    by_mail = sender.kind is ContactKind.EMAIL
    return contact_index.email_hash(sender.address) if by_mail else contact_index.phone_hash(sender.address)


def _is_too_much(incoming: Incoming, now: datetime) -> bool:
    """Whether one contact has sent more than any person does in a day."""
    counted = access_codes.keyed_hash("messages of a contact", incoming.contact)
    return rates.count(counted, DAY, now) > settings().messages_per_day


def _said(incoming: Incoming) -> Said:
    message = incoming.message
    return Said(
        is_automatic=message.is_automatic,
        is_locked=message.is_locked,
        names_a_report=any(inbound.names_a_report(text) for text in _places(message)),
        says_something=bool(message.files) or inbound.says_something(message.text),
        length=max(visible_length(incoming.text), visible_length(f"{message.subject}\n{incoming.text}".strip())),
    )


def _places(message: InboundMessage) -> tuple[str, str, str]:
    """Where a number may stand: in the subject, which our letters end with; in the words; in what these answer."""
    return message.subject, message.text, message.named_in


def _report_of(incoming: Incoming) -> Opened | None:
    """The first report that is named where one is, if the sender is on file with it."""
    message = incoming.message
    numbers = next(filter(None, map(inbound.numbers_in, _places(message))), ())
    for report_id in () if message.is_doubtful else numbers:
        who = identities.load_identity(report_id)
        if who and incoming.contact in contact_index.hashes_of(who):
            stored = reports.load(report_id)
            return Opened(stored, REPORTER) if stored and not stored.report.erased_at else None
    return None


def _allowed(opened: Opened | None, now: datetime) -> tuple[str, ...] | None:
    if opened is None:
        return None
    report = opened.stored.report
    return lifecycle.allowed(report, opened.actor, now, rules_for(agencies_of(report)).directory)


def _carried_out(incoming: Incoming, decided: Decided, now: datetime) -> Taken:
    if decided.result in (Result.REPLY, Result.COMPLETE) and incoming.opened:
        try:
            return _added(incoming, incoming.opened, decided.result, now)
        except (NotAllowedNow, Erased, NotFound):
            # Somebody was faster, and the report is not any more what it was.
            decided = Decided(Result.ASKED, SenderAnswerKind.HOW_TO_USE_THE_CODE)
    report_id = _begun(incoming, now) if decided.result is Result.NEW else None
    if decided.answer and not incoming.message.takes_no_answer:
        _answer(incoming, decided.answer, now)
    taken = Taken(decided.result, report_id)
    inbound_messages.keep(inbound_messages.item_of(incoming.key, taken.result, report_id, now))
    return taken


def _added(incoming: Incoming, opened: Opened, result: Result, now: datetime) -> Taken:
    """Raises what a citizen's own command does."""
    report_id = opened.stored.report.report_id
    text, files = _with_files(incoming, now)
    command = Complete(text, None, files) if result is Result.COMPLETE else Reply(text, files)
    item = inbound_messages.item_of(incoming.key, result, report_id, now)
    carry_out(opened, command, None, now, item)
    return Taken(result, report_id)


def _begun(incoming: Incoming, now: datetime) -> str:
    text, files = _with_files(incoming, now)
    return begin(incoming.message, text, files, incoming.recorded_as, incoming.key, incoming.contact, now)


def _with_files(incoming: Incoming, now: datetime) -> tuple[str, tuple[str, ...]]:
    """Its words, and its files; what of either is not taken is said in the words."""
    files, left_out = received.keep(incoming.message.files, incoming.key, incoming.contact, now)
    said = FILES_LEFT_OUT.format(count=left_out) if left_out else ""
    text = incoming.text or incoming.message.subject or "-"
    room = LONGEST_TEXT - len(said)
    if len(text) > room:
        text = text[: room - len(CUT)].rstrip() + CUT
    return f"{text}{said}", files


def _answer(incoming: Incoming, answer: SenderAnswerKind, now: datetime) -> None:
    sender = incoming.message.sender
    email, phone = (sender.address, None) if sender.kind is ContactKind.EMAIL else (None, sender.address)
    who = AnsweredSender(email, phone, incoming.message.message_id)
    number = list(SenderAnswerKind).index(answer) + 1
    senders.put_in_outbox(incoming.contact, who, incoming.channel, answer, number, now)


def _told(taken: Taken) -> "TakenMessage":
    return {"result": taken.result, "report_id": taken.report_id}
