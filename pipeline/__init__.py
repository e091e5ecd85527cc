"""The wiring: what runs when, and where rows live."""
