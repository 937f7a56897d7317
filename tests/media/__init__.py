"""Tests of camifield.media."""
