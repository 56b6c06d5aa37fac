"""What the words of a report tell: whose matter it is, which report it repeats, what must not become public.

Pure functions over texts and the directory; the tables of words are data in ``chalicelib/data``.
"""
