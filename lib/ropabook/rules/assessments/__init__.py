"""Impact assessments and assessments of interests (UK GDPR Art. 6(1)(f), 35, 36)."""
