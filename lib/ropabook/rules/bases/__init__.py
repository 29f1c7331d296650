"""Lawful bases, consent, and further purposes (UK GDPR Art. 6, 7, 8, 8A)."""
