"""A page once more: what its form sent, as a form writes it, in the other language or with what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from chalicelib.domain.refusals import FieldError


@dataclass(frozen=True, slots=True)
class Again:
    """The same page in the other language, by a form: where it goes, and what it sends once more.

    ``apart``: as a page beside this one, which cannot be shown a second time.
    """

    action: str
    fields: Mapping[str, list[str]]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Why the own view comes back without what was asked for: faults of one command's fields, or a sentence."""

    command: str
    errors: tuple[FieldError, ...] = ()
    message: str = ""
    kept: Mapping[str, object] | None = None


def flat(fields: Mapping[str, object], at: str = "") -> dict[str, list[str]]:
    """Fields as a form writes them: dotted names, lists repeated, everything text."""
    found: dict[str, list[str]] = {}
    for name, value in fields.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{at}{name}.")
        else:
            values = value if isinstance(value, list | tuple) else [value]
            found[f"{at}{name}"] = [_text(one) for one in values if one is not None]
    return found


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A place by the equator must not come back as -2e-05, which no form reads.
    return f"{Decimal(repr(value)):f}" if isinstance(value, float) else str(value)


def own_again(report_id: str, code: str, notice: Notice | None) -> Again:
    """The own view in the other language."""
    # What was refused is refused again, with all that was typed: nothing was done, and nothing is.
    if notice and notice.errors:
        return Again(f"/api/reports/{report_id}/{notice.command}", flat(notice.kept or {}) | {"access_code": [code]})
    return Again("/api/track", {"report_id": [report_id], "access_code": [code]})
