"""The secret that CloudFront shows to the firewall, by the versions that Secrets Manager keeps of it.

CloudFormation looks a secret up anew only where the reference itself changes, so the template names versions. Before
the first rotation it names none, and takes what there is.
"""

from collections.abc import Mapping

from infra.aws.cloud import Cloud

SHOWN, BEFORE = "OriginSecretVersion", "OriginSecretVersionBefore"


def versions(cloud: Cloud) -> Mapping[str, str]:
    """The template's two parameters for the secret as it is: empty until it has been rotated once."""
    told = cloud.client("secretsmanager").describe_secret(SecretId=secret_id(cloud))["VersionIdsToStages"]
    by_label = {label: version for version, labels in told.items() for label in labels}
    before = by_label.get("AWSPREVIOUS", "")
    return {SHOWN: by_label["AWSCURRENT"] if before else "", BEFORE: before}


def secret_id(cloud: Cloud) -> str:
    """The secret of the stage's stack."""
    found = cloud.client("cloudformation").describe_stack_resource(
        StackName=cloud.stack_name, LogicalResourceId="OriginSecret"
    )
    return str(found["StackResourceDetail"]["PhysicalResourceId"])
