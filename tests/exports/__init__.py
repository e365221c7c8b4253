"""The files for reuse: an independent reader of each format finds in them what the records have."""
