"""Tests of the parts of bringing a table in."""
