"""Assessments in notebooks: screening, DPIA, legitimate interests, transfer risk, step by step."""
