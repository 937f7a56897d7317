"""What is asked of the records: the bar of filters and what it offers, for every page that shows records."""
