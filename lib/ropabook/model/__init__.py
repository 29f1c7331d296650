"""The nouns of the record: frozen, with closed words and no unknown keys. No files, no rules."""
