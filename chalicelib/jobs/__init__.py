"""What the clock starts: functions behind schedules, each safe to run twice, late, or not at all for a while."""
