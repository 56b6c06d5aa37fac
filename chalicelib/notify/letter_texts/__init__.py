"""The rows of wording, by who reads them; a row is named after an event, or after an event and one of its details."""
