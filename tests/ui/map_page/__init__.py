"""The Map page in real windows."""
