"""Rules of the template's linter that a resource breaks on purpose, each with its reason, where the linter reads it."""

from typing import Any


def excepted(**reasons: str) -> dict[str, Any]:
    """The metadata of a resource: checkov's number of each rule, and why it does not hold here."""
    return {"checkov": {"skip": [{"id": rule, "comment": why} for rule, why in reasons.items()]}}
