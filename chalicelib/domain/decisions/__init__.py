"""What each command does to a report, one module for each of those who give commands.

``reporter``, ``officer`` (with ``verifying``) and ``clock`` map every command to the function that records its events
in a ``draft``; what several commands have in common is in ``transitions``. Who may give a command, and when, is no
question here: ``domain.lifecycle`` has asked it before.
"""
