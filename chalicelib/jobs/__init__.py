"""What the clock starts: nobody asks for it, and it goes on where the last run stopped."""
