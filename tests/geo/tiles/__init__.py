"""Tests of packages of map tiles."""
