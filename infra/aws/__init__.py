"""The operator's tools for AWS, behind `make deploy` and its like: never packaged, nor imported by the application."""
