"""What readers get: the finished site, as the build makes it of the real records."""
