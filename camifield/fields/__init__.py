"""What one column can be: one file a field type."""
