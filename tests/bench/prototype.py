"""The same stack and nothing else: chalice's local gateway behind gunicorn, and one transaction of the very items that
a report is stored as. What the application costs is told as a multiple of it.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import boto3
from chalice.app import Chalice, Response
from chalice.config import Config
from chalice.local import LocalGateway

prototype = Chalice(app_name="prototype")
_TRANSACTION = os.environ["PROTOTYPE_TRANSACTION"]
_NUMBER, _KEY = os.environ["PROTOTYPE_NUMBER"], os.environ["PROTOTYPE_KEY"]
_database = boto3.client("dynamodb", endpoint_url=os.environ["DYNAMODB_ENDPOINT"])


@prototype.route("/reports", methods=["POST"])
def submit() -> Response:
    """Take in what looks like a report."""
    request = prototype.current_request
    assert request
    assert request.json_body["title"]
    number, key = secrets.token_hex(8), secrets.token_hex(32)
    items = json.loads(_TRANSACTION.replace(_NUMBER, number).replace(_KEY, key))
    _database.transact_write_items(TransactItems=items)
    return Response({"report_id": number}, status_code=201)


_gateway = LocalGateway(prototype, Config.create(lambda_timeout=25, lambda_memory_size=512))


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The WSGI application."""
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    headers["content-type"] = environ.get("CONTENT_TYPE", "")
    path = environ["PATH_INFO"].removeprefix("/api")
    answer = _gateway.handle_request(environ["REQUEST_METHOD"], path, headers, environ["wsgi.input"].read())
    body = answer["body"].encode()
    status = answer["statusCode"]
    start_response(f"{status} {HTTPStatus(status).phrase}", [("Content-Length", str(len(body)))])
    return [body]
