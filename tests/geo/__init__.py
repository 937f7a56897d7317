"""Tests of places on the earth."""
