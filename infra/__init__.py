"""What the project runs on: one machine (local)."""
