"""What clocks and arriving files start: functions safe to run twice, late, or not at all for a while."""
