"""What the sender of a message is answered that became no report and reached none, by the way it came.

It says nothing of any report: who is on file with one and who is not, whether there is one at all, is not to be learned
by writing to us. It goes to no machine, and marks itself as a machine's own (RFC 3834), so that no machine answers it.
"""

from collections.abc import Iterator

from chalicelib.notify import channels
from chalicelib.notify.answer_text import AnswerText
from chalicelib.notify.channels import Message
from chalicelib.notify.letter_texts.sender_sentences import ANSWERS, PAGES, SUBJECTS
from chalicelib.settings import settings
from chalicelib.store import senders
from chalicelib.store.outbox import SenderAnswer

RECIPIENT = "sender"


def messages(collection: str, key: str, wanted: SenderAnswer) -> Iterator[Message]:
    """The answer; none where the sender cannot be reached, or was answered. Raises StoreFailure."""
    who = senders.find(collection, key)
    to = channels.address_of(who, wanted.channel) if who else None
    if who is None or to is None:
        return
    page = f"{settings().site_url}{PAGES[wanted.answer]}"
    said = AnswerText(SUBJECTS[wanted.answer], ANSWERS[wanted.answer], page, who.message_id)
    yield channels.named(to.channel).to_sender(RECIPIENT, to.to, said)
