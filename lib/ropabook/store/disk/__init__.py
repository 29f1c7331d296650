"""How a save gets on the disk: calls that can fail, an order that survives it, and recovery."""
