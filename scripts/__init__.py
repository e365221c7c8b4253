"""The build of the timeline: load, check, join, render, write."""
