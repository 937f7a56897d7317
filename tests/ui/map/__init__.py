"""The map itself."""
