"""Bring in a table: how it was read, where its columns go, what becomes of every row, and what came of it."""
