"""Tests of the Exchange page: what goes out, what comes in."""
