"""The commands and what they use."""
