"""Tests of how laptops meet."""
