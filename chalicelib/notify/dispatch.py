"""Dispatch: what the table's stream brings is told at once.

Records come at least once and in any number; what was told stays told. What cannot be told now is put off on the table
and left to the sweeper, so a poisoned record, or a mail service that is down, holds nobody up. A record is handed back
(``batchItemFailures``) only when no time is left for it, or when not even putting it off could be written.
"""

from typing import Any

from chalicelib.domain.events import UNTOLD
from chalicelib.notify import delivery
from chalicelib.notify.sending import Round, Share, nobody_shares
from chalicelib.observability import log_failure
from chalicelib.stream_records import StreamRecord, handed_back, records_of

# The sort keys of what promises a letter when it is inserted; the mapping's filter names them too.
OUTBOX_KINDS = ("EVENT", "INVITATION", "DIGEST", "DIRECTORY", "SHARE", "RECOVERY", "ANSWER")


def tell(event: dict[str, Any], context: Any, share: Share = nobody_shares) -> dict[str, Any]:
    """A batch of stream records; answers ``batchItemFailures``. ``share`` carries what others in a case are to have."""
    round_ = Round(context, share=share)
    failed: list[StreamRecord] = []
    records = [record for record in records_of(event) if _is_to_be_told(record)]
    round_.ahead.read([(record.name, record.sort_key) for record in records])
    for record in records:
        try:
            _tell_record(record, round_)
        except Exception as failure:
            log_failure(context.aws_request_id, "dispatch", failure)
            failed.append(record)
    delivery.finish(round_)
    return handed_back(failed)


def _is_to_be_told(record: StreamRecord) -> bool:
    is_entry = record.is_insert and record.part == "REPORT" and record.sort_key.split("#")[0] in OUTBOX_KINDS
    return is_entry and record.image.get("type", {}).get("S") not in UNTOLD


def _tell_record(record: StreamRecord, round_: Round) -> None:
    report_id, key = record.name, record.sort_key
    round_.spend()
    delivery.tell(report_id, key, round_)
