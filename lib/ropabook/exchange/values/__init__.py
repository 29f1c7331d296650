"""What is written in a cell, as the record writes it; what cannot be told is left as it is."""
