"""What the companies of a group must record alike."""
