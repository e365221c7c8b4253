"""The files for reuse: each is read back, by another program's reader, as what the records say."""
