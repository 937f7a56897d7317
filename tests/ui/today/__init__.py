"""Tests of Today: the page that everything begins from."""
