"""The joined whole: entries and sources, evidence, and what git knows of them."""
