"""Requests, complaints, objections (UK GDPR Art. 12, 12A, 19, 21; DPA 2018 s. 164A)."""
