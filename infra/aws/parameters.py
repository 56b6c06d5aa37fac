"""The template's parameters: read from the stage's file and the command line, checked before anything is touched."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infra.aws.console import CommandRefused, WrongUsage

Template = Mapping[str, Any]
STAGES = Path(__file__).resolve().parents[1] / "stages"


def of_stage(stage: str, overriding: str, folder: Path = STAGES) -> dict[str, str]:
    """What the stage's file says, and PARAMETERS over it. Raises Refusal, WrongUsage."""
    file = folder / f"{stage}.json"
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        known = ", ".join(sorted(path.stem for path in folder.glob("*.json"))) or "none"
        raise CommandRefused(
            f"There is no {file.name} in {folder.name}/ (there is: {known}): copy one to {file.name} and change what "
            "differs."
        ) from None
    except json.JSONDecodeError as fault:
        raise CommandRefused(f"{file.name} is not JSON: {fault}.") from None
    if not isinstance(read, dict):
        raise CommandRefused(f"{file.name} must be one object: parameter to value.")
    from_file = {str(name): value if isinstance(value, str) else json.dumps(value) for name, value in read.items()}
    return from_file | _from_line(overriding)


def checked(template: Template, given: Mapping[str, str]) -> dict[str, str]:
    """The values for the template. Raises Refusal with a sentence for every fault there is."""
    wanted = template.get("Parameters", {})
    # A template without it is none of ours to complain of: the command's STAGE says it, not the operator's file.
    given = {name: value for name, value in given.items() if name in wanted or name != "Stage"}
    faults = [
        f"{name}: the template has no such parameter; it has {', '.join(wanted)}." for name in given.keys() - wanted
    ]
    for name, rules in wanted.items():
        faults += (f"{name}: {fault}." for fault in _faults(rules, given.get(name)))
    if bool(given.get("SiteDomain")) != bool(given.get("CertificateArn")):
        faults.append("SiteDomain, CertificateArn: one goes with the other, the certificate from us-east-1.")
    if faults:
        raise CommandRefused(
            "\n".join(["Wrong parameters; nothing was touched:", *(f"  {one}" for one in sorted(faults))])
        )
    return {name: value for name, value in given.items() if value or "Default" in wanted[name]}


def _from_line(overriding: str) -> dict[str, str]:
    pairs = [word.partition("=") for word in shlex.split(overriding)]
    if wrong := [name for name, sign, _ in pairs if not sign]:
        raise WrongUsage(f'PARAMETERS is Name=value, separated by spaces: "{wrong[0]}" is not.')
    return {name: value for name, _, value in pairs}


def _faults(rules: Mapping[str, Any], value: str | None) -> Iterator[str]:
    purpose = rules.get("ConstraintDescription") or rules.get("Description", "")
    said = f" ({purpose.rstrip('.')})" if purpose else ""
    if value is None or (not value and "Default" not in rules):
        if "Default" not in rules:
            yield f"it is missing{said}"
        return
    allowed = [str(one) for one in rules.get("AllowedValues", ())]
    if allowed and value not in allowed:
        yield f"{value!r} is none of {', '.join(allowed)}{said}"
    pattern = rules.get("AllowedPattern")
    if pattern and not re.fullmatch(pattern, value):
        yield f"{value!r} does not fit {pattern}{said}"
    if not int(rules.get("MinLength", 0)) <= len(value) <= int(rules.get("MaxLength", 4096)):
        yield f"{value!r} has {len(value)} signs, too few or too many{said}"
    if rules.get("Type") == "Number":
        yield from _number_faults(rules, value, said)


def _number_faults(rules: Mapping[str, Any], value: str, said: str) -> Iterator[str]:
    try:
        number = float(value)
    except ValueError:
        yield f"{value!r} is no number{said}"
        return
    least, most = rules.get("MinValue"), rules.get("MaxValue")
    if (least is not None and number < float(least)) or (most is not None and number > float(most)):
        yield f"{value} is not between {least} and {most}{said}"
