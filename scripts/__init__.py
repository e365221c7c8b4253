"""The build of the Kazakhstan–Israel timeline: load, check, join, render, write."""
