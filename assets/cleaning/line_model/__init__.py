"""How likely each line is the article's, by a model."""
