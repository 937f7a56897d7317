"""Reading what people type: dates, times, counts and numbers in the writings of the region, each to one canonical text."""
