"""How fast the hall is, measured beside the least program that could do the same (`floor.py`)."""
