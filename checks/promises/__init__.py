"""What is promised of the published file as a whole, one promise a module."""
