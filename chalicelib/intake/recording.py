"""A report that an officer records for somebody: everything of a citizen's own, and how, when and by whose consent."""

from collections.abc import Container, Mapping
from datetime import date

from chalicelib.domain.directory import Directory
from chalicelib.domain.refusals import FieldError, Invalid
from chalicelib.intake.schema import RECORDING
from chalicelib.intake.submission import Submission, submission_in


def parse_recording(
    fields: Mapping[str, object], *, category_ids: Container[str], agencies: Directory, today: date
) -> Submission:
    """The report in these fields; ``today`` is the latest date that is today for somebody in Indonesia.

    A letter may have no telephone and no mail address: then a name is enough, for the receipt is printed. Raises
    Invalid with every fault but those of its day of receipt, which depend on the institution.
    """
    values, faults = RECORDING.gather(fields)
    given = values["consent_given"] or {}
    if given.get("on") and given["on"] > today:
        faults.append(FieldError("consent_given.on", "day_to_come"))
    submission = submission_in(
        fields, values, faults, category_ids=category_ids, agencies=agencies, today=today, known_by_name=True
    )
    if faults:
        raise Invalid(*faults)
    return submission
