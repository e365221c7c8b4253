"""From Markdown to the site: MkDocs, the search index, files on the disk."""
