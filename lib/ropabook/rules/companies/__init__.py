"""What each company decides, names and registers (UK GDPR Art. 27, 32, 37–39)."""
