"""What the record itself must hold (UK GDPR Art. 30)."""
