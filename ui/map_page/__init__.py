"""The Map page: records where they were made, on a map that is there without a network."""
