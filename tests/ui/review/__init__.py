"""The Review page, its presenter and its sketch of places."""
