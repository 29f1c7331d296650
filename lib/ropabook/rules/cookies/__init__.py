"""What is stored on people's devices (PECR reg. 6, Sch. A1)."""
