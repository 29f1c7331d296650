"""How long data is kept, and its disposal (UK GDPR Art. 5(1)(e))."""
