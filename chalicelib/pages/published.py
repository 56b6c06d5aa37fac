"""The public list and a published report for who comes without script."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from chalicelib.domain.states import State
from chalicelib.language.places import place_in_words
from chalicelib.language.words import word
from chalicelib.pages import Choices, rendered

LIST = "/api/pages/reports"
Options = Sequence[tuple[str, str]]


def list_page(
    language: str, found: Mapping[str, Any], wanted: Mapping[str, Any], choices: Choices, months: Options
) -> str:
    """A page of the list under its filters: ``wanted`` is what was asked for, ``months`` what may be (code, name)."""
    asked = {name: value for name, value in wanted.items() if value and name not in ("cursor", "limit", "language")}
    other = "id" if language == "en" else "en"
    return rendered(
        "published_list.html",
        language,
        elsewhere=_address(asked, other),
        items=found["items"],
        next=_address({**asked, "cursor": found["next"]}, language) if found["next"] else "",
        wanted=wanted,
        agencies=choices.agencies,
        categories=choices.categories,
        names=dict(choices.categories),
        states=[(state.value, _state(state, language)) for state in State],
        months=months,
    )


def report_page(language: str, view: Mapping[str, Any]) -> str:
    """A published report."""
    other = "id" if language == "en" else "en"
    return rendered(
        "published_report.html",
        language,
        elsewhere=f"{LIST}/{view['report_id']}?language={other}",
        view=view,
        place=place_in_words(view.get("location") or {}, view["agency_names"]),
        agency_name=lambda agency_id: view["agency_names"].get(agency_id, agency_id),
    )


def _address(asked: Mapping[str, Any], language: str) -> str:
    return f"{LIST}?{urlencode({**asked, 'language': language})}"


def _state(state: State, language: str) -> str:
    # Closed ones are closed, confirmed or not.
    return word("closed", "any", language) if state is State.CLOSED else word("state", state.value, language)
