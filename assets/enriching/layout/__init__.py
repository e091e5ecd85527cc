"""Where each character of a document stands, in columns."""
