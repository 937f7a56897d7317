"""Exchange: bring tables in, hand workbooks over."""
