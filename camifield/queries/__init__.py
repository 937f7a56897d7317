"""Reading for screens: one file a question."""
