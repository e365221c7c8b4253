"""The site without a connection: the service worker, the manifest."""
