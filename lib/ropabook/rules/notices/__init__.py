"""What people are told, and where data comes from (UK GDPR Art. 12–14, 21(4))."""
