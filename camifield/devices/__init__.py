"""Receivers on a cable: what they say, and one position out of many."""
