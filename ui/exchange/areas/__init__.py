"""Own areas and lines on the Exchange page: which there are, bringing more in from a file, and telling records where they lie."""
