"""Statements that policies of several subjects share."""

from typing import Any


def only_by_tls(action: str, resource: object) -> dict[str, Any]:
    """Nobody does that in the clear."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": resource,
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
