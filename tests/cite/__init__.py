"""What citers get: texts, files and metadata, held against programs that others wrote."""
