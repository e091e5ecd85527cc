"""What words and patterns say of a line by itself."""
