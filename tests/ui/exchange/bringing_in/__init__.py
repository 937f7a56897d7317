"""Tests of bringing a table in: the presenter alone, then the page as a person works it."""
