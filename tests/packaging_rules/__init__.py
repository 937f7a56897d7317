"""Tests that protect how the project is set up, checked and packed."""
