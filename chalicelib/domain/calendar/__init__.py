"""The working calendar: which days count (``workdays``), which may be declared free (``declaring``), the times
of the country (``time_zones``). Its days come from ``data/calendar.json`` and from what was declared since.
"""
