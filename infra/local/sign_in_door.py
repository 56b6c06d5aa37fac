"""The officers' way in on one machine: what may pass to the included sign-in server, and what comes back from it.

One process holds it for all web workers, so that what it counts and keeps is one. The server's own pages and its
refresh tokens reach no browser.
"""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from infra.local import sign_in_pages as pages
from infra.local.chosen_passwords import ChosenPasswords
from infra.local.gateway import GatewayAnswer
from infra.local.guesses import Guesses, TooManyGuesses
from infra.local.hosted_pool import HostedPool, PoolAway, Step
from infra.local.refresh_tokens import RefreshTokens
from infra.local.sign_in_requests import PAGE_FIELDS, REVOKE, TOKEN, Client, NotPassed, SignInRequest, SignInStep, read

_NO_STORE = ("Cache-Control", "no-store")
_NUMBER = re.compile(r"\s*[0-9a-f-]{32,36}\s*", re.IGNORECASE)
RETRY_SECONDS = 5
_MOST_CHOOSING = 1000
SOURCE = "X-Source"
"""The header in which the web workers, and nobody else, say where a request came from."""


def page(html: str, status: int = 200, retry_after: int = 0) -> GatewayAnswer:
    """A page of the sign-in, with the policy it needs; ``retry_after`` in seconds."""
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Security-Policy", pages.POLICY), _NO_STORE]
    if retry_after:
        headers.append(("Retry-After", str(retry_after)))
    return GatewayAnswer(status, headers, html.encode())


def oauth(body: dict[str, Any], status: int = 200) -> GatewayAnswer:
    """What a script of the desk reads (RFC 6749, 5)."""
    return GatewayAnswer(status, [("Content-Type", "application/json"), _NO_STORE], json.dumps(body).encode())


def away(path: str) -> GatewayAnswer:
    """The sign-in server is not there: a sentence for people, an error for the desk's script."""
    if path in (TOKEN, REVOKE):
        return oauth({"error": "temporarily_unavailable"}, 503)
    return page(pages.sentence_page("away"), 503, RETRY_SECONDS)


class SignInDoor:
    """The door before one pool."""

    def __init__(
        self,
        client: Client,
        pool: HostedPool,
        guesses: Guesses,
        chosen: ChosenPasswords,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client, self._pool, self._guesses, self._chosen, self._clock = client, pool, guesses, chosen, clock
        self._choosing: dict[str, str] = {}
        """Who is at the form for a password of one's own, by its token."""
        self._tokens = RefreshTokens()
        self._answers: dict[SignInStep, Callable[[dict[str, str]], GatewayAnswer]] = {
            SignInStep.PAGE: self._page,
            SignInStep.NEW_PASSWORD: self._new_password,
            SignInStep.CODE: self._code,
            SignInStep.REFRESH: self._refresh,
            SignInStep.REVOKE: self._revoke,
            SignInStep.LEAVE: self._leave,
        }

    def answer(
        self, method: str, path: str, query: str, content_type: str, body: bytes, source: str = ""
    ) -> GatewayAnswer:
        """What a browser or the desk's script gets; what is no request of the desk's sign-in gets a 400.

        ``source`` is where the request came from.
        """
        try:
            asked: SignInRequest = read(method, path, query, content_type, body, self._client)
            if asked.kind == SignInStep.SIGN_IN:
                return self._sign_in(asked.fields, source)
            return self._answers[asked.kind](asked.fields)
        except NotPassed:
            if path in (TOKEN, REVOKE):
                return oauth({"error": "invalid_request"}, 400)
            return page(pages.sentence_page("over"), 400)
        except PoolAway:
            return away(path)

    def _page(self, fields: dict[str, str]) -> GatewayAnswer:
        return page(pages.sign_in_page(fields, pages.language_of(fields["redirect_uri"])))

    def _sign_in(self, fields: dict[str, str], source: str) -> GatewayAnswer:
        """The same for every name, whoever has it: what the server says of a disabled one stays here."""
        language = pages.language_of(fields["redirect_uri"])
        try:
            step = self._guessed(fields, source)
        except TooManyGuesses as wait:
            sentence = pages.wait_sentence(wait.seconds, language)
            return page(pages.sign_in_page(_hidden(fields), language, sentence), 429, wait.seconds)
        if step.location:
            return self._sent_back(step.location)
        if step.next_step:
            return page(pages.new_password_page(step.next_step, language))
        return page(pages.sign_in_page(_hidden(fields), language, pages.sentence("wrong", language)))

    def _guessed(self, fields: dict[str, str], source: str) -> Step:
        attempt = self._guesses.begin(fields["username"], source)
        if _NUMBER.fullmatch(fields["username"]):
            return Step()  # the server takes a user's number for the name too: a name to guess at would be two
        try:
            step = self._handed_in(fields)
        except PoolAway:
            self._guesses.not_looked_at(attempt)
            raise
        if step.location or step.next_step:
            self._guesses.succeeded(attempt)
        if step.next_step:
            self._await_choice(step.next_step, fields["username"])
        return step

    def _handed_in(self, fields: dict[str, str]) -> Step:
        """What somebody chose is known here; the pool has it only since it was chosen, not after a start."""
        username = fields["username"]
        if not self._chosen.may_be(username, fields["password"]):
            return Step()
        step = self._pool.submit(fields)
        if step.location or step.next_step or not self._chosen.has(username):
            return step
        return self._pool.submit({**fields, "password": self._chosen.machines_own(username)})

    def _await_choice(self, token: str, username: str) -> None:
        self._choosing[token] = username
        for oldest in list(self._choosing)[:-_MOST_CHOOSING]:
            del self._choosing[oldest]

    def _new_password(self, fields: dict[str, str]) -> GatewayAnswer:
        language, token = fields["language"], fields["np_token"]
        if fields["new_password"] != fields["confirm_password"]:
            return page(pages.new_password_page(token, language, pages.sentence("different", language)))
        step = self._pool.submit({name: value for name, value in fields.items() if name != "language"})
        username = self._choosing.pop(token, "")
        if step.location:
            if username:
                self._chosen.keep(username, fields["new_password"])
            return self._sent_back(step.location)
        if step.next_step:
            self._await_choice(step.next_step, username)
            return page(pages.new_password_page(step.next_step, language, pages.sentence("weak", language)))
        raise NotPassed

    def _code(self, fields: dict[str, str]) -> GatewayAnswer:
        given = self._pool.tokens(fields)
        if given is None:
            return oauth({"error": "invalid_grant"}, 400)
        return _tokens(given, self._tokens.begin(given["refresh_token"], self._clock()))

    def _refresh(self, fields: dict[str, str]) -> GatewayAnswer:
        now, shown = self._clock(), fields["refresh_token"]
        kept = self._tokens.find(shown, now)
        given = self._pool.tokens({**fields, "refresh_token": kept}) if kept else None
        fresh = self._tokens.renew(shown, now) if given else None
        return _tokens(given, fresh) if given and fresh else oauth({"error": "invalid_grant"}, 400)

    def _revoke(self, fields: dict[str, str]) -> GatewayAnswer:
        if kept := self._tokens.end(fields["token"]):
            self._pool.revoke(kept, self._client.client_id)
        return oauth({})  # also for a token that nobody knows (RFC 7009, 2.2)

    def _leave(self, fields: dict[str, str]) -> GatewayAnswer:
        return _sent_to(fields["logout_uri"])

    def _sent_back(self, location: str) -> GatewayAnswer:
        if location.partition("?")[0] not in self._client.desks:
            raise NotPassed
        return _sent_to(location)


def _hidden(fields: dict[str, str]) -> dict[str, str]:
    return {name: fields[name] for name in PAGE_FIELDS}


def _sent_to(location: str) -> GatewayAnswer:
    return GatewayAnswer(302, [("Location", location), _NO_STORE])


def _tokens(given: dict[str, Any], refresh_token: str) -> GatewayAnswer:
    names = ("access_token", "id_token", "token_type", "expires_in")
    return oauth({**{name: given[name] for name in names}, "refresh_token": refresh_token})
