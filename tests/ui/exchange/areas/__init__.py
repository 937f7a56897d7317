"""Protects the page on which own areas and lines come in."""
