"""The fields of a message as a gateway posts it (docs/contract.md "Channels"), read into an InboundMessage."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.channels import ContactKind, InboundMessage, Sender
from chalicelib.intake.json_body import read_json
from chalicelib.intake.kinds import FormShape, Kind
from chalicelib.intake.shapes import Field, Shape, read_values
from chalicelib.intake.text_kinds import Code, Text
from chalicelib.intake.texts import code_of

LEAST_OF_A_BODY = 20
"""Visible characters: what a report's text has at least."""
LONGEST_TEXT = 20_000
"""A short message of many parts is far below; what is above no person typed on a telephone."""
MESSAGE_ID = Code(r"[ -~]{1,250}", "bad_key", example="3f0c2f5e-4a53")


@dataclass(frozen=True, slots=True)
class Instant:
    """An instant with its zone, as ISO 8601 writes it."""

    form: ClassVar[FormShape] = FormShape.TEXT

    def read(self, value: object, at: str) -> datetime | None:
        """The instant in UTC; None when empty. Raises Invalid."""
        text = code_of(value, at)
        if not text:
            return None
        try:
            said = datetime.fromisoformat(text)
        except ValueError:
            raise Invalid(FieldError(at, "not_an_instant")) from None
        if said.tzinfo is None:
            raise Invalid(FieldError(at, "not_an_instant"))
        return said.astimezone(UTC)

    def schema(self) -> dict[str, object]:
        """A date-time."""
        return {"type": "string", "format": "date-time", "examples": ["2026-11-09T08:00:00+07:00"]}


def shape_of(sender: Kind) -> Shape:
    """The fields of a message whose sender is of that kind."""
    return Shape(
        (
            Field("from", sender, required=True),
            Field("text", Text(1, LONGEST_TEXT, speaks=False), required=True),
            Field("received_at", Instant()),
            Field("message_id", MESSAGE_ID, required=True),
        )
    )


ANYBODY = Text(1, 254, lines=False)
INBOUND = shape_of(ANYBODY)
"""As it is published: who may be a sender is for each way in to say."""


def message_in(
    raw: bytes, sender: Kind, kind: ContactKind, now: datetime, *, is_automatic: bool = False
) -> InboundMessage:
    """The message in a body of JSON. Raises Malformed, or Invalid with every fault."""
    values: dict[str, Any] = read_values(shape_of(sender), read_json(raw))
    return InboundMessage(
        sender=Sender(kind, values["from"]),
        text=values["text"],
        message_id=values["message_id"],
        received_at=min(values["received_at"] or now, now),
        is_automatic=is_automatic,
    )
