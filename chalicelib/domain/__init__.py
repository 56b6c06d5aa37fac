"""The rules of LAPOR!-SP4N, in the standard library alone: no AWS, no clock, no input or output.

Start at ``lifecycle``: its table says which command moves a report from which state, and ``decide`` applies it. What
each command does is in ``decisions``; every time limit is a row of ``limits``.
"""
