"""Which days a text speaks of."""
