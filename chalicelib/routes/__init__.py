"""HTTP to command, answer to HTTP: the doors of the system."""
