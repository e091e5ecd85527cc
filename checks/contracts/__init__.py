"""One pandera model per table, grouped by the stage that makes it."""
