"""Editing in notebooks: forms made from the model itself, over the store."""
