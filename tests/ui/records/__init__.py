"""Tests of the Records page."""
