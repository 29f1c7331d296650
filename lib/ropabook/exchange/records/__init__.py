"""Entries become records: each value as the record writes it, each with the cell it comes from."""
