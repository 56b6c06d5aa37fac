"""The template's resources, one subject a module; template.py gathers them."""
