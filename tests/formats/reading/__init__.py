"""Tests of reading tables: files made here, and the client's own where they are."""
