"""Assessing: what the record says for a DPIA, what an assessment rests on, what is left to do."""
