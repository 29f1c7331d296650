"""The words of six languages: one file each, all with the same keys."""
