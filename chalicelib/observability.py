"""Logs: one JSON object a line, with the request's id, and never a reporter's words, name, contact or code.

What a route may say about a request is a fixed list of fields: method, the route's own pattern (not the path, which
carries report numbers), status and error code.
"""

from typing import Any

from aws_lambda_powertools import Logger

from chalicelib.failures import StoreFailure

LOGGER = Logger(service="lapor", log_uncaught_exceptions=False)


def log_answer(request_id: str, method: str, route: str, status: int, code: str | None) -> None:
    """One line for one answer."""
    fields: dict[str, Any] = {"request_id": request_id, "method": method, "route": route, "status": status}
    if code:
        fields["error_code"] = code
    LOGGER.info("answered", extra=fields)


def log_export(request_id: str, route: str, username: str, queue: str, rows: int) -> None:
    """One line for one file that left the system: who took it, from which queue, and how many rows, never which."""
    extra = {"request_id": request_id, "route": route, "username": username, "queue": queue, "rows": rows}
    LOGGER.info("exported", extra=extra)


def log_unavailable(request_id: str, where: str, failure: StoreFailure) -> None:
    """The database did not do what it was asked: DynamoDB's own code for it, which is all that a StoreFailure says."""
    extra = {"request_id": request_id, "where": where, "failure": type(failure).__name__, "reason": str(failure)}
    LOGGER.warning("unavailable", extra=extra)


def log_job(request_id: str, where: str, **figures: str | int) -> None:
    """One line for what a job did, in codes and numbers."""
    LOGGER.info("done", extra={"request_id": request_id, "where": where, **figures})


def log_failure(request_id: str, where: str, failure: BaseException) -> None:
    """A crash: its type and the places it passed, never its message, which may quote what somebody wrote."""
    places: list[str] = []
    trace = failure.__traceback__
    while trace:
        places.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    LOGGER.error(
        "failed",
        extra={"request_id": request_id, "where": where, "failure": type(failure).__name__, "places": places[-8:]},
    )
