"""What the record rests on, and whether it is sound (UK GDPR Art. 5(2))."""
