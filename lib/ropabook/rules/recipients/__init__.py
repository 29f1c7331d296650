"""Who receives data, and under which contract (UK GDPR Art. 26, 28)."""
