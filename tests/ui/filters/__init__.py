"""The filters of pages that show records."""
