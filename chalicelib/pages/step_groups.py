"""How a report's own page, with script and without, groups the steps of its reporter."""

SETTINGS = ("contact", "publicity", "ombudsman", "withdraw", "erase")
"""What changes nothing in the course of things, or ends it: at the bottom, the gravest last."""
