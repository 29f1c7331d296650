"""Other people's formats, in and out: nothing in them is dropped in silence."""
