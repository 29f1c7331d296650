"""Decisions made by automated means (UK GDPR Art. 22A–22D)."""
