"""What the functions' policies allow, in the words of ``recording``: rights, and names in the template."""

import json
import re
from collections.abc import Iterator
from typing import Any

from infra.resources.functions import CONFIG, CONFIGURED
from tests.package.recording import Call

_ARN = re.compile(r"arn:\$\{AWS::Partition\}:[a-z0-9-]+:(?:\$\{AWS::Region\}:\$\{AWS::AccountId\})?:?(.*)")


def statements(function: str) -> list[dict[str, Any]]:
    """A function's policy, statement by statement."""
    path = CONFIG.parent / CONFIGURED[function]["iam_policy_file"]
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document.keys() == {"Version", "Statement"}
    assert document["Version"] == "2012-10-17"
    found: list[dict[str, Any]] = document["Statement"]
    return found


def allowed(function: str) -> list[Call]:
    """Every right on every resource, in the policy's order."""
    return [call for statement in statements(function) for call in _calls(statement)]


def _calls(statement: dict[str, Any]) -> Iterator[Call]:
    for action in listed(statement["Action"]):
        for resource in listed(statement["Resource"]):
            yield Call(action, named(resource) + _under(statement.get("Condition", {})))


def listed(one_or_more: Any) -> list[Any]:
    """Actions and resources, of which one may stand alone."""
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def _under(condition: dict[str, Any]) -> str:
    """What a right is bound to beside its resource."""
    match condition:
        case {} if not condition:
            return ""
        case {"StringEquals": {"kms:ViaService": {"Fn::Sub": str(service)}}}:
            return f" via {service.removesuffix('.${AWS::Region}.amazonaws.com')}"
        case {"StringEquals": {"ses:FromAddress": {"Ref": str(parameter)}}}:
            return f" from {parameter}"
    raise ValueError(f"{condition} is not known here")


def named(resource: Any) -> str:
    """The name of a resource that a policy writes by an intrinsic: the exact words but an ARN's beginning."""
    match resource:
        case "*":
            return "*"
        case {"Fn::GetAtt": [str(name), "Arn"]}:
            return name
        case {"Fn::GetAtt": [str(name), "StreamArn"]}:
            return f"{name}/stream"
        case {"Fn::Sub": str(text)}:
            text = re.sub(r"\$\{(\w+)\.Arn\}", r"\1", text)
            beginning = _ARN.fullmatch(text)
            return re.sub(r"\$\{(\w+)\}", r"\1", beginning[1] if beginning else text)
    raise ValueError(f"{resource} names nothing of ours")
