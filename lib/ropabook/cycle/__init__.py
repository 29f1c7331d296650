"""The review cycle: draft, in review, approved, retired; what is due, and when (Art. 24(1))."""
