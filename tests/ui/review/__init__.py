"""The Review page, and its presenter."""
