"""Each kind of file somebody may send, as sheets of cells or as nested objects."""
