"""Tests of formats.mapping: from the columns of a table to the fields of our kinds."""
