"""Telling: an entry becomes letters; each is claimed before it is sent and marked after, once.

What stops a letter decides what comes next. It is refused for good: marked failed, shown to the coordinator, done. The
mail service is throttling or down: the claim is given back and the entry put off, longer each time. No answer came,
or the process died: the claim stays until its lease ends, then the letter is sent once more and flagged ``in_doubt``,
unless the mail service has told meanwhile that it took it; after a second silence it is marked failed for good.
An entry whose fifth try failed also goes to the dead-letter queue, by its key; it is tried on all the same, until
whatever was wrong is repaired.

Cost of an entry: its part of what is read for the whole batch (2 read units, and 1 for each address), what composing
reads beside that, and 1 to settle it (as many write units as the event has kB, and 1 for the index). Each letter: 1 to
claim (1 write unit), 1 to the mail service, 1 to mark (1 write unit); what the mail service tells later, 1 (1 write
unit). A receipt is counted, and an officer's letter takes its turn, before it is claimed: 1 more (1 write unit). A
short message is counted for its report and for its number: 2 more.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain

from chalicelib import access_codes, clock
from chalicelib.domain.events import UNTOLD, Event, EventType
from chalicelib.failures import Conflict
from chalicelib.notify import composing, dead_letters, gathering, holding, office_letters, sender_answers, unreached
from chalicelib.notify.ahead import Ahead
from chalicelib.notify.channels import Message, Untried
from chalicelib.notify.invitation import invitation
from chalicelib.notify.letter_context import LetterContext
from chalicelib.notify.recovery import recovery_messages
from chalicelib.notify.sending import Held, OutOfTime, Round, send_all, worse
from chalicelib.observability import log_failure
from chalicelib.store import deliveries, expiring, followers, gathered, identities, outbox, senders
from chalicelib.store.items import Stored
from chalicelib.store.outbox import Attempt, DirectoryChange, Gathered, OutboxEntry, SenderAnswer

MOST_TRIES = 5
IN_COMMON = datetime.max.replace(tzinfo=UTC)
"""Never by itself: what is told of in common leaves the outbox when it is put into the common letter."""


def tell(report_id: str, key: str, round_: Round, taken: Attempt | None = None) -> None:
    """Keep one entry as far as possible now; what is left over is put off, and the sweeper finds it then.

    ``taken`` says that this try is counted already. Raises StoreFailure when even that could not be written.
    """
    uncounted = -1 if taken else 0
    try:
        again = _keep(report_id, key, round_)
        if again:
            outbox.put_off(report_id, key, again, counted=uncounted)
    except Held as held:
        outbox.put_off(report_id, key, held.until, counted=uncounted)
    except OutOfTime:
        outbox.put_off(report_id, key, clock.now(), counted=uncounted)
    except Untried:
        outbox.put_off(report_id, key, clock.now() + outbox.waiting_time(1), counted=uncounted)
    except Exception as failure:
        log_failure(round_.context.aws_request_id, "delivery", failure)
        taken = taken or outbox.put_off(report_id, key, clock.now() + outbox.waiting_time(1), counted=1)
        if taken and taken.tries >= MOST_TRIES and not taken.is_dead_letter:
            _give_to_a_person(report_id, key, round_)


def _keep(report_id: str, key: str, round_: Round) -> datetime | None:
    """When to look at it again; None when it is settled."""
    stored, entry = round_.ahead.entry(report_id, key)
    if entry is None:
        return None
    again = None
    if entry.is_shared:
        if not round_.share(report_id, entry.seq, clock.now(), round_.has_time):
            raise OutOfTime
        outbox.remove(report_id, key)
        return None
    if entry.directory:
        return _follow(report_id, entry, entry.directory, round_)
    if entry.digest:
        letters = office_letters.digest_letters(entry.digest.agency_id, entry.digest.content)
        send_all(report_id, (), entry, tuple(letters), round_)
    elif entry.gathered:
        again = _tell_office(report_id, entry, entry.gathered, round_)
    elif entry.sender:
        again = _answer_sender(report_id, entry, entry.sender, round_)
    elif entry.contact:
        again = send_all(report_id, (), entry, tuple(recovery_messages(report_id, entry.contact)), round_)
    elif stored is None:
        raise LookupError("an entry without its report")
    elif entry.event is None:
        again = _invite(stored, entry, round_)
    else:
        again = _tell_event(stored, entry, entry.event, round_)
        if again is IN_COMMON:
            return None
        _forget_after(report_id, entry.event, is_told=again is None)
    if again is None:
        outbox.settle(report_id, key)
    return again


def _forget_after(report_id: str, event: Event, *, is_told: bool) -> None:
    """What was kept only until an event was told, or goes with it."""
    match event.type:
        case EventType.ERASED:
            identities.forget_people(report_id)
        case EventType.EXPIRED:
            expiring.forget(report_id, clock.now())
        case EventType.CONTACT_CHANGED if is_told:
            identities.forget_former_address(report_id, event.seq)
        case EventType.UNPUBLISHED:
            followers.forget_all(report_id, event.at)


def _answer_sender(report_id: str, entry: OutboxEntry, wanted: SenderAnswer, round_: Round) -> datetime | None:
    """Answer somebody's message; then nobody needs to know any more who sent it."""
    answers = tuple(sender_answers.messages(report_id, entry.key, wanted))
    again = send_all(report_id, (), entry, answers, round_)
    if again is None:
        senders.forget(report_id, entry.key)
    return again


def _follow(report_id: str, entry: OutboxEntry, change: DirectoryChange, round_: Round) -> datetime | None:
    """Make the sign-in agree with the directory, and tell whom a change of it concerns; then it is settled."""
    from chalicelib.notify import appointments

    if appointments.is_unfinished(change, clock.now()):
        return clock.now() + outbox.waiting_time(1)
    is_new = appointments.agree(change)
    send_all(report_id, (), entry, tuple(appointments.letters_after(change)), round_)
    if change.invited and not is_new and entry.seq > 1:
        appointments.invite_again(change)
    outbox.settle(report_id, entry.key)
    return None


def _invite(stored: Stored, entry: OutboxEntry, round_: Round) -> datetime | None:
    """Ask somebody whether they want to follow; and when they have not said so in time, forget them."""
    follower = followers.find(stored.report.report_id, entry.follower_id)
    if follower is None or follower.expires_at is None or not stored.report.published:
        return None
    if follower.expires_at <= clock.now():
        followers.stop(stored.report.report_id, entry.follower_id)
        return None
    letters = (invitation(stored.report, follower, entry.day),)
    send_all(stored.report.report_id, stored.undelivered, entry, letters, round_)
    return follower.expires_at


def _tell_event(stored: Stored, entry: OutboxEntry, event: Event, round_: Round) -> datetime | None:
    """When to look at it again; IN_COMMON where all but officers are told, and these will be with other news."""
    context = None if event.type in UNTOLD else composing.context_of(stored, event)
    if context is None:
        return None
    report_id = stored.report.report_id
    hold = partial(holding.ready, stored, event)

    def send(letters: Iterator[Message]) -> datetime | None:
        return send_all(report_id, stored.undelivered, entry, tuple(letters), round_, hold)

    officers_of = round_.ahead.officers_of
    office = composing.office_told(context, officers_of)
    people = _to_people(context, stored, event, round_.ahead)
    to_officers = composing.letters_to_officers(context, officers_of)
    if office is None:
        return send(chain(people, to_officers))
    to_people = tuple(people)
    round_.ahead.barred(access_codes.address_hash(to) for to in (*(one.to for one in to_people), *office.addresses))
    again, trouble = _attempted(lambda: send(iter(to_people)))
    if again or trouble:
        # The entry stays, and must not find its way into a common letter when it is looked at again.
        round_.gathering.leaves(office.agency_id, report_id, event)
    elif round_.gathering.takes(office.agency_id, office.institution_id, stored.report, event):
        return IN_COMMON
    later, more_trouble = _attempted(lambda: send(to_officers))
    if worst := worse(trouble, more_trouble):
        raise worst
    return min(filter(None, (again, later)), default=None)


def _attempted(send: Callable[[], datetime | None]) -> tuple[datetime | None, Exception | None]:
    """What comes of letters that hold no others up."""
    try:
        return send(), None
    except OutOfTime:
        raise
    except Exception as trouble:
        return None, trouble


def _tell_office(report_id: str, entry: OutboxEntry, letter: Gathered, round_: Round) -> datetime | None:
    """Tell an office of what was gathered for it, once nothing more is; when to look again before that."""
    if clock.now() < letter.until:
        return letter.until
    told = gathered.close(letter.agency_id, letter.until)
    send_all(report_id, (), entry, tuple(office_letters.gathered_letters(letter, told)), round_)
    return None


def finish(round_: Round) -> None:
    """Settle what offices hear of in common. What cannot be put into their letters stays for the sweeper."""
    for letter, entries in round_.gathering.waiting():
        try:
            gathering.put_in(letter, entries)
        except Conflict:
            continue  # that letter is being told: the sweeper finds another
        except Exception as failure:
            log_failure(round_.context.aws_request_id, "gathering", failure)


def _to_people(context: LetterContext, stored: Stored, event: Event, ahead: Ahead) -> Iterator[Message]:
    """What an event asks for, less what nobody may hear of any more; whom nobody can tell is marked."""
    contact_of = unreached.noting(stored, event, ahead.contact_of)
    for letter in composing.letters_to_people(context, stored, followers.followers_of, contact_of):
        if stored.report.published or not letter.recipient.startswith(deliveries.FOLLOWER):
            yield letter


def _give_to_a_person(report_id: str, key: str, round_: Round) -> None:
    """Into the dead-letter queue; what fails here fails for the next try, which comes all the same."""
    try:
        if dead_letters.send(report_id, key):
            outbox.mark_dead_letter(report_id, key, clock.now())
    except Exception as failure:
        log_failure(round_.context.aws_request_id, "dead letters", failure)
