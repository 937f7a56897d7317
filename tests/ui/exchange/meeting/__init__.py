"""Tests of meetings in the window, with real laptops and real folders."""
