"""What a record is, and how it is read from a file."""
