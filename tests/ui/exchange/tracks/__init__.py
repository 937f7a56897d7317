"""Protects the page on which the tracks of a receiver come in."""
