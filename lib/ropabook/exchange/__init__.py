"""Other people's registers: read, understood, proposed; written only when somebody accepts."""
