"""The pictures that go with a shared link: drawn by the build, with no font of the system."""
