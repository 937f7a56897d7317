"""Tests of what one answer can be: its lists, its reading, its checking."""
