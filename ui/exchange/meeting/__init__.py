"""Laptops meet: the roads, what a meeting would change, what it did, and its way back."""
