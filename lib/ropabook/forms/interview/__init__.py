"""The interview list: open questions sent out as a sheet, answers read back, looked at, taken."""
