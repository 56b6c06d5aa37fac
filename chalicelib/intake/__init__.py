"""Parse once, at the edge: a body becomes a command, or every fault in it, each with a sentence for the citizen.

Pure: no clock, no store, no network; it knows the domain and the standard library only.
"""
