"""The tables, made from the models of chalicelib/store, so that keys and indexes cannot drift from the code."""

from collections.abc import Mapping
from typing import Any

from pynamodb.models import Model

from chalicelib.store.models.directory import DirectoryItem
from chalicelib.store.models.identities import IdentityItem
from chalicelib.store.models.reports import AllReportItems
from chalicelib.store.models.statistics import StatisticItem

EXPIRY = "expires_at"
TABLES: tuple[tuple[str, type[Model], str], ...] = (
    ("ReportsTable", AllReportItems, "DataKey"),
    ("IdentitiesTable", IdentityItem, "IdentityKey"),
    ("DirectoryTable", DirectoryItem, "DataKey"),
    ("StatisticsTable", StatisticItem, "DataKey"),
)
"""Logical id, the model that knows every index, and the key it is encrypted under."""

# Claims, invitations, digests and windows of the limits; people who were asked to follow a report.
EXPIRING = ("ReportsTable", "IdentitiesTable")


def resources() -> dict[str, Any]:
    """Every table, kept whatever becomes of the stack."""
    return {
        name: {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": _properties(name, model, key),
        }
        for name, model, key in TABLES
    }


def _properties(name: str, model: type[Model], key: str) -> dict[str, Any]:
    schema: dict[str, Any] = {**model._get_schema()}
    properties: dict[str, Any] = {
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": schema["attribute_definitions"],
        "KeySchema": _hash_first(schema["key_schema"]),
        "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
        "DeletionProtectionEnabled": True,
        "SSESpecification": {
            "SSEEnabled": True,
            "SSEType": "KMS",
            "KMSMasterKeyId": {"Fn::GetAtt": [key, "Arn"]},
        },
    }
    if indexes := schema["global_secondary_indexes"]:
        properties["GlobalSecondaryIndexes"] = [_index(one) for one in indexes]
    if view := getattr(model.Meta, "stream_view_type", None):
        properties["StreamSpecification"] = {"StreamViewType": view}
    if name in EXPIRING:
        properties["TimeToLiveSpecification"] = {"AttributeName": EXPIRY, "Enabled": True}
    return properties


def _index(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "IndexName": schema["index_name"],
        "KeySchema": _hash_first(schema["key_schema"]),
        "Projection": schema["projection"],
    }


def _hash_first(schema: list[dict[str, str]]) -> list[dict[str, str]]:
    """DynamoDB wants the partition key first; PynamoDB sorts by the attributes' names."""
    return sorted(schema, key=lambda part: part["KeyType"])
