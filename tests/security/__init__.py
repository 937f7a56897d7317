"""Tests of camifield.security."""
