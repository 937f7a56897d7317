"""Photos and their thumbnails: kept once by content, never by name."""
