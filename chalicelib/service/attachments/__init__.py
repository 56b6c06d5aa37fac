"""Files of a report: announced and uploaded, looked at once, removed when nobody needs them."""
