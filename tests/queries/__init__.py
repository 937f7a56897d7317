"""Tests of what screens ask."""
