"""The one-machine host behind `make run`: never packaged, never imported by the application."""
