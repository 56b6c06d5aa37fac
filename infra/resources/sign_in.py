"""The officers' sign-in: a pool that the directory fills (chalicelib/notify/sign_in_pool.py), and the desk, its client.

Cognito takes a sender of ours only once SES has verified it: until then it mails itself (SenderVerified).
"""

from typing import Any

DESKS = ("/petugas", "/en/petugas")
TEMPORARY_PASSWORD_DAYS = 7
TOKEN_MINUTES = 5
SUBJECT = "Kata sandi sementara Anda di LAPOR!-SP4N"
INVITATION = (
    "<p>Nama pengguna Anda: {username}<br>Kata sandi sementara Anda: {####}</p>"
    f"<p>Kata sandi ini berlaku {TEMPORARY_PASSWORD_DAYS} hari dan Anda ganti saat pertama kali masuk di "
    "${SiteUrl}/petugas</p>"
)


def resources() -> dict[str, Any]:
    """The pool, the desk, and the address of the hosted pages."""
    domain = {"Domain": {"Ref": "SignInPrefix"}, "UserPoolId": {"Ref": "OfficersPool"}}
    return {
        "OfficersPool": {
            "Type": "AWS::Cognito::UserPool",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": _pool(),
        },
        "DeskClient": {"Type": "AWS::Cognito::UserPoolClient", "Properties": _desk()},
        "SignInDomain": {"Type": "AWS::Cognito::UserPoolDomain", "Properties": domain},
    }


def _pool() -> dict[str, Any]:
    """User names to sign in with, made by nobody but the directory."""
    return {
        "UserPoolName": {"Fn::Sub": "lapor-${Stage}-officers"},
        "UsernameConfiguration": {"CaseSensitive": False},
        "Schema": [_attribute("role"), _attribute("agency")],
        "AdminCreateUserConfig": {
            "AllowAdminCreateUserOnly": True,
            "InviteMessageTemplate": {"EmailSubject": SUBJECT, "EmailMessage": {"Fn::Sub": INVITATION}},
        },
        "AutoVerifiedAttributes": ["email"],
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
        "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
        # Only where it is required do Cognito's pages offer to set one up (docs/stages.md).
        "MfaConfiguration": {"Fn::If": ["NeedsSecondFactor", "ON", "OPTIONAL"]},
        "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
        "Policies": {"PasswordPolicy": _password_policy()},
        "EmailConfiguration": {"Fn::If": ["HasVerifiedSender", _own_sender(), _cognitos_sender()]},
        "DeletionProtection": "ACTIVE",
    }


def _attribute(name: str) -> dict[str, Any]:
    bounds = {"MinLength": "0", "MaxLength": "64"}
    return {"Name": name, "AttributeDataType": "String", "Mutable": True, "StringAttributeConstraints": bounds}


def _password_policy() -> dict[str, Any]:
    """Long rather than strange: signs that must be in it end up written on paper."""
    return {
        "MinimumLength": 12,
        "RequireLowercase": True,
        "RequireUppercase": True,
        "RequireNumbers": True,
        "RequireSymbols": False,
        "TemporaryPasswordValidityDays": TEMPORARY_PASSWORD_DAYS,
    }


def _own_sender() -> dict[str, Any]:
    identity = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${SenderIdentity}"
    return {
        "EmailSendingAccount": "DEVELOPER",
        "From": {"Ref": "SenderAddress"},
        "SourceArn": {"Fn::Sub": identity},
    }


def _cognitos_sender() -> dict[str, Any]:
    return {"EmailSendingAccount": "COGNITO_DEFAULT"}


def _desk() -> dict[str, Any]:
    """A page in a browser: it keeps no secret, proves itself by PKCE, and changes nobody's role.

    What it may write must name something, or Cognito takes everything; what it may do beside the hosted pages must name
    something too, or Cognito takes passwords: no trigger answers a custom challenge, so that one leads nowhere.
    """
    return {
        "UserPoolId": {"Ref": "OfficersPool"},
        "ClientName": "desk",
        "GenerateSecret": False,
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid", "email", "profile"],
        "SupportedIdentityProviders": ["COGNITO"],
        "CallbackURLs": _desks(),
        "LogoutURLs": _desks(),
        "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"],
        "ReadAttributes": ["email", "email_verified", "custom:role", "custom:agency"],
        "WriteAttributes": ["name"],
        "PreventUserExistenceErrors": "ENABLED",
        "EnableTokenRevocation": True,
        # A new refresh token with each renewal; an answer lost on a bad line may be asked for again.
        "RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 60},
        **_lifetimes(),
    }


def _lifetimes() -> dict[str, Any]:
    """Five minutes, the shortest that Cognito gives, renewed for a working day: who signed out is out soon after."""
    return {
        "IdTokenValidity": TOKEN_MINUTES,
        "AccessTokenValidity": TOKEN_MINUTES,
        "RefreshTokenValidity": 12,
        "TokenValidityUnits": {"IdToken": "minutes", "AccessToken": "minutes", "RefreshToken": "hours"},
    }


def _desks() -> dict[str, Any]:
    """Where the hosted pages send a browser back to; nowhere that exists until the site's address is known."""
    known: list[object] = [{"Fn::Sub": f"${{SiteUrl}}{path}"} for path in DESKS]
    return {"Fn::If": ["HasSiteUrl", known, [f"https://localhost{path}" for path in DESKS]]}
