"""The audit pack: workbooks and papers in one file, and proof of what was written."""
