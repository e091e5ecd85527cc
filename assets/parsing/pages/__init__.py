"""Pages of HTML: what stands on them, line by line, and what they state of themselves."""
