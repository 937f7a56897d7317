"""Tests of receivers on a cable."""
