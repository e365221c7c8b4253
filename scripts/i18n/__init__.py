"""What is particular to a language: words, dates in words, folding."""
