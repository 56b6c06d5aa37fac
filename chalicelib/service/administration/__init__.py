"""Keeping the directory: agencies, officers, stricter limits, categories, canned wordings; one by one or by file."""
