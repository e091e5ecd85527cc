"""Which lines are the article's text."""
