"""What the header says, with its evidence: who wrote it, and when."""
