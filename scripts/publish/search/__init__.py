"""The search: its index, made of the finished pages, and what its script in the browser needs.

`index` begins a process a language, `indexing` is that process, `shelves` what it keeps from one
time to the next, `pagefind` the program that reads the pages and the form of its files.
"""
