"""Who wants to follow a report: an address and a language."""

from collections.abc import Mapping

from chalicelib.domain.refusals import Invalid
from chalicelib.intake.schema import FOLLOW


def parse_follow(fields: Mapping[str, object]) -> tuple[str, str]:
    """The address and the language of letters to it. Raises Invalid."""
    values, faults = FOLLOW.gather(fields)
    if faults:
        raise Invalid(*faults)
    return values["email"], values["language"]
