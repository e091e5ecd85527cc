"""What stages are made with: what is pending, what is rejected, what it was made from."""
