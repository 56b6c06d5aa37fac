"""Mail: whom letters come from, how they are sent, and that what becomes of them is told to mail_events (app.py)."""

from typing import Any

# As EventBridge names them in app.py's MAIL_EVENTS, and as CloudFormation spells them.
EVENTS = {
    "Delivered": "delivery",
    "Bounced": "bounce",
    "Complaint Received": "complaint",
    "Rejected": "reject",
    "Delivery Delayed": "deliveryDelay",
}


def resources() -> dict[str, Any]:
    """Sender, configuration set, and the way of its events to the account's default bus."""
    return {
        "SenderIdentity": {"Type": "AWS::SES::EmailIdentity", "Properties": _sender()},
        "MailConfiguration": {"Type": "AWS::SES::ConfigurationSet", "Properties": _configuration()},
        "MailEventsDestination": {"Type": "AWS::SES::ConfigurationSetEventDestination", "Properties": _events()},
    }


def _sender() -> dict[str, Any]:
    attributes = {"ConfigurationSetName": {"Ref": "MailConfiguration"}}
    return {"EmailIdentity": {"Ref": "SenderAddress"}, "ConfigurationSetAttributes": attributes}


def _configuration() -> dict[str, Any]:
    """TLS or not at all: letters say what somebody reported."""
    return {
        "Name": {"Fn::Sub": "lapor-${Stage}"},
        "DeliveryOptions": {"TlsPolicy": "REQUIRE"},
        "ReputationOptions": {"ReputationMetricsEnabled": True},
        "SendingOptions": {"SendingEnabled": True},
        "SuppressionOptions": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
    }


def _events() -> dict[str, Any]:
    bus = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/default"
    destination = {
        "Name": "events",
        "Enabled": True,
        "MatchingEventTypes": list(EVENTS.values()),
        "EventBridgeDestination": {"EventBusArn": {"Fn::Sub": bus}},
    }
    return {"ConfigurationSetName": {"Ref": "MailConfiguration"}, "EventDestination": destination}
