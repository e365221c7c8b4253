"""What stands behind a command of `python -m scripts`: its words, and what is done."""
