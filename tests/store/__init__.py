"""Tests of camifield.store."""
