"""Every move from state to state that the law knows, by office; and which limit runs in which state."""

from tests.domain.commands_table import ROWS

_OPEN = "submitted needs_info forwarded returned in_progress answered reopened joined"
_PAUSED = "needs_info>submitted needs_info>forwarded needs_info>in_progress needs_info>returned"

# command, roles, moves: beyond what the table of a plain report has
_SPECIAL = (
    ("complete", "reporter", f"{_PAUSED} archived>submitted"),
    ("reply", "reporter", _PAUSED),
    ("ombudsman", "reporter", _OPEN),
    # A unit that is found to be reported loses the file; verify may also forward.
    ("verify", "coordinator nation", "submitted>forwarded forwarded>returned in_progress>returned"),
    ("forward", "coordinator", "forwarded in_progress>forwarded"),
    ("forward", "nation", "forwarded reopened>forwarded in_progress>forwarded"),  # of what it holds itself
    (
        "forward",
        "inspectorate",
        "submitted>forwarded forwarded returned>forwarded in_progress>forwarded reopened>forwarded",
    ),
    # Out of a merger of old, out of a case; and what only hears of another institution's report stays where it is.
    ("split", "coordinator nation", f"archived>submitted {_OPEN}"),
    ("leave", "coordinator nation reporter", f"archived>submitted {_OPEN}"),
    ("join", "coordinator nation", "submitted forwarded"),
    ("merge", "coordinator nation", "submitted forwarded"),
    # Whoever holds the main report must not read it: it leaves the case.
    ("verify", "coordinator nation", "joined>submitted"),
    ("unpublish", "coordinator nation", f"{_OPEN} closed archived"),
    ("note", "inspectorate", f"{_OPEN} closed archived withdrawn"),
    ("note", "liaison head", f"{_OPEN} closed archived withdrawn"),
    ("contact-log", "inspectorate", f"{_OPEN} closed archived withdrawn"),
    ("contact-log", "liaison head", f"{_OPEN} closed archived withdrawn"),
    # Of a day that was promised: its reporter is asked, and says that it was kept.
    ("remind", "system", "closed"),
    ("confirm-promise", "reporter", "closed answered>closed"),
    ("tick", "system", f"{_OPEN} closed answered>closed needs_info>archived"),
)
_ROLE = {"chief": "head", "ancestor": "liaison"}
_HOLDER = ("accept", "progress", "answer", "return", "request-data")


def _lawful() -> set[tuple[str, str, str, str]]:
    found: set[tuple[str, str, str, str]] = set()
    for command, offices, moves in (
        *ROWS,
        *((name, roles.replace(" ", ", "), moves) for name, roles, moves in _SPECIAL),
    ):
        for office in offices.split(", "):
            for old, _, new in (move.partition(">") for move in moves.split()):
                found.add((_ROLE.get(office, office), command, old, new or old))
    # What an agency holds itself, its coordinator, the nation or the inspectorate works on as a liaison does.
    for role, command, old, new in set(found):
        if role == "liaison" and command in _HOLDER:
            found |= {(holder, command, old, new) for holder in ("coordinator", "nation", "inspectorate")}
    found |= {("nation", "request-data", "submitted", "needs_info")}
    return found


LAWFUL = _lawful()


def is_lawful(role: str, command: str, old: str, new: str) -> bool:
    """Whether the law knows this move."""
    return (role, command, old, new) in LAWFUL


_WITH_THE_UNIT = {"forwarded", "returned", "in_progress"}
# docs/law.md "Limits", column "runs in"
RUNS_IN = {
    "verify": {"submitted"},
    "accept": {"forwarded"},
    "respond": _WITH_THE_UNIT,
    "finish": _WITH_THE_UNIT,
    "decide": {"returned"},
    "redo": _WITH_THE_UNIT | {"reopened", "joined"},
    "cap": _WITH_THE_UNIT | {"submitted", "needs_info", "joined"},
    "complete": {"needs_info"},
    "reply": {"answered"},
    "dispute": {"closed"},
    "promise": {"answered", "closed"},
    "object": {"archived"},
    "revive": {"archived"},
    "dispose": {"forwarded"},
    "acknowledge": _WITH_THE_UNIT | {"submitted", "needs_info", "answered", "reopened", "joined"},
}
