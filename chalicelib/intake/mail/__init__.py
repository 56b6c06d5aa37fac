"""Mail as it arrives, pure: who sent it, whether a machine did, its words without what others wrote, its files."""
