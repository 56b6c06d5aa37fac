"""`make bench`: what operations cost in requests and units, measured, as JSON on the last line."""
