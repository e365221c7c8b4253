"""Pages: from the whole to Markdown files, one template for each kind of page, any language."""
