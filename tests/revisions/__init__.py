"""Tests of camifield.revisions."""
