"""The API's gateway: its stage as we want it, what it refuses by itself in the contract's shape, and the usage plan.

`RestAPI` is chalice's; what stands here is merged into it.
"""

import json
from typing import Any

from chalicelib.routes.http import EVERY_ANSWER
from chalicelib.routes.refusals import RETRY_AFTER_SECONDS, error_body
from infra.resources.exceptions import excepted

NAME = {"Fn::Sub": "lapor-sp4n-${Stage}"}
# Requests a second of all together; an account in a new region has 2,500 for all its APIs.
RATE, BURST = 1000, 1000
# Neither path nor address: a path carries a report's number, and the address says whose it is.
LOGGED = {
    "request_id": "$context.requestId",
    "at": "$context.requestTimeEpoch",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "milliseconds": "$context.responseLatency",
    "refused_as": "$context.error.responseType",
}
# What the gateway refuses: its name for it, our status, our code. An unknown path has no token to it, as the gateway
# sees it; a method that a path does not know looks the same.
REFUSALS: tuple[tuple[str, int, str], ...] = (
    ("UNAUTHORIZED", 401, "unauthenticated"),
    ("EXPIRED_TOKEN", 401, "unauthenticated"),
    ("INVALID_SIGNATURE", 401, "unauthenticated"),
    ("ACCESS_DENIED", 403, "forbidden"),
    ("INVALID_API_KEY", 403, "forbidden"),
    ("WAF_FILTERED", 403, "forbidden"),
    ("MISSING_AUTHENTICATION_TOKEN", 404, "not_found"),
    ("RESOURCE_NOT_FOUND", 404, "not_found"),
    ("BAD_REQUEST_BODY", 400, "malformed"),
    ("BAD_REQUEST_PARAMETERS", 400, "malformed"),
    ("DEFAULT_4XX", 400, "malformed"),
    ("REQUEST_TOO_LARGE", 413, "too_large"),
    ("UNSUPPORTED_MEDIA_TYPE", 415, "unsupported_media_type"),
    ("THROTTLED", 429, "rate_limited"),
    ("QUOTA_EXCEEDED", 429, "rate_limited"),
    ("AUTHORIZER_FAILURE", 503, "unavailable"),
    ("AUTHORIZER_CONFIGURATION_ERROR", 503, "unavailable"),
    ("API_CONFIGURATION_ERROR", 503, "unavailable"),
    ("INTEGRATION_FAILURE", 503, "unavailable"),
    ("INTEGRATION_TIMEOUT", 503, "unavailable"),
    ("DEFAULT_5XX", 503, "unavailable"),
)


def resources() -> dict[str, Any]:
    """The stage and its refusals, the access log, the usage plan."""
    return {
        "RestAPI": {
            "DependsOn": ["GatewayAccount"],
            "Metadata": excepted(CKV_AWS_120="no answer about a report is kept anywhere"),
            "Properties": _stage(),
        },
        "AccessLogs": {
            "Type": "AWS::Logs::LogGroup",
            "Metadata": excepted(CKV_AWS_158="it names neither report nor person"),
            "Properties": {"RetentionInDays": {"Ref": "LogRetentionDays"}},
        },
        "GatewayLogsRole": _logs_role(),
        "GatewayAccount": {
            "Type": "AWS::ApiGateway::Account",
            "Properties": {"CloudWatchRoleArn": {"Fn::GetAtt": ["GatewayLogsRole", "Arn"]}},
        },
        "IntegrationsPlan": _integrations_plan(),
    }


def _stage() -> dict[str, Any]:
    """Execution logs are off: they hold paths, headers and bodies."""
    every_method = {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "MetricsEnabled": True,
        "LoggingLevel": "OFF",
        "DataTraceEnabled": False,
        "ThrottlingRateLimit": RATE,
        "ThrottlingBurstLimit": BURST,
    }
    return {
        "Name": NAME,
        "EndpointConfiguration": {"Type": "REGIONAL"},
        # Chalice's own version. Unless it is said SAM makes a second stage, which no firewall would stand at.
        "OpenApiVersion": "2.0",
        "TracingEnabled": True,
        "MethodSettings": [every_method],
        "AccessLogSetting": {
            "DestinationArn": {"Fn::GetAtt": ["AccessLogs", "Arn"]},
            "Format": json.dumps(LOGGED),
        },
        "DefinitionBody": {
            # The gateway's figures go by the API's name: one of its own for each stage.
            "info": {"title": NAME},
            # As resources beside the API they would be lost whenever its definition is imported anew.
            "x-amazon-apigateway-gateway-responses": {kind: _response(status, code) for kind, status, code in REFUSALS},
        },
    }


def _logs_role() -> dict[str, Any]:
    """How the gateway writes logs is a setting of the account, so the role outlives the stack that made it."""
    who = {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}
    return {
        "Type": "AWS::IAM::Role",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [who]},
            "ManagedPolicyArns": [
                {"Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"}
            ],
        },
    }


def _integrations_plan() -> dict[str, Any]:
    """What an agency's own system may ask, once it has a key; no route asks for one yet."""
    properties = {
        "Description": "Systems of agencies",
        "ApiStages": [{"ApiId": {"Ref": "RestAPI"}, "Stage": {"Ref": "RestAPI.Stage"}}],
        "Throttle": {"RateLimit": 20, "BurstLimit": 40},
        "Quota": {"Limit": 100_000, "Period": "DAY"},
    }
    return {"Type": "AWS::ApiGateway::UsagePlan", "Properties": properties}


def _response(status: int, code: str) -> dict[str, Any]:
    """In Indonesian: the gateway cannot read who asks for English."""
    waits = {429: "60", 503: RETRY_AFTER_SECONDS}
    headers = EVERY_ANSWER | ({"Retry-After": waits[status]} if status in waits else {})
    return {
        "statusCode": status,
        "responseParameters": {f"gatewayresponse.header.{name}": f"'{value}'" for name, value in headers.items()},
        "responseTemplates": {"application/json": json.dumps(error_body(code, "id"), ensure_ascii=False)},
    }
