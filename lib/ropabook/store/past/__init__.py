"""The history: read, verified, claimed."""
