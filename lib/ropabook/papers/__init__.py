"""Assessments as documents: described here once, drawn as a page, as Word and as a sheet."""
