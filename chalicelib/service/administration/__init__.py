"""Keeping the directory: agencies, officers, stricter limits, categories, canned replies; one by one or by file."""
