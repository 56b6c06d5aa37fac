"""Use cases: load, decide, save. Plain functions; ``now`` comes from the door."""
