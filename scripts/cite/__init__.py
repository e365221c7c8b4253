"""Citations: texts in the forms that people use, files that programs import, metadata of pages."""
