"""What people read, in Indonesian and in English: words, sentences, labels, dates. Everything above it speaks through
``say``; nothing here reads a request, a clock or a table.
"""

Said = tuple[str, str]
"""The same in Indonesian and in English."""

LANGUAGES = ("id", "en")


def say(said: Said, language: str) -> str:
    """One of the two; Indonesian unless English was asked for."""
    return said[language == "en"]
