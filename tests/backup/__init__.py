"""Tests of camifield.backup."""
