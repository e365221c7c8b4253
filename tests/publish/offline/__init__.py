"""The site without a connection: the archive, the service worker, the manifest."""
