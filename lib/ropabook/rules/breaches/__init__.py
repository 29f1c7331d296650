"""Personal data breaches (UK GDPR Art. 33, 34; PECR reg. 5A)."""
