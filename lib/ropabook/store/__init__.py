"""Text in, text out: the record's files become a register, and bad files become refusals."""
