"""Transfers abroad (UK GDPR Art. 44A–49; EU GDPR Art. 44–49)."""
