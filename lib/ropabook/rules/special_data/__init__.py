"""Special categories and data about crime (UK GDPR Art. 9, 10; DPA 2018 Sch. 1)."""
