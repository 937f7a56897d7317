"""Tests of reading dates, times, counts and numbers."""
