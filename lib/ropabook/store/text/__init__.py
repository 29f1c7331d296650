"""Text of the record: written, edited line by line, laid out, merged."""
