"""From events to letters to people: who is told what, once."""
