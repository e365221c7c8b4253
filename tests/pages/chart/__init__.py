"""The chart: its geometry, its HTML, and how it behaves in a browser."""
