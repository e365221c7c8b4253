"""How long everything takes: synthetic records, our build stage by stage, the peers beside it.

A benchmark, not a test: `make bench`. Nothing of the site depends on it.
"""
