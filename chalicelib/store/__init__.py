"""The only place that talks to DynamoDB. Decisions come in, facts come out."""
