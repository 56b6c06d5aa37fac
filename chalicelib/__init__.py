"""LAPOR!-SP4N: one door for every public complaint, from the web form to the answer."""

__version__ = "0.1.0"
