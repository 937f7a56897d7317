"""From a file to rows of cells, and how it was understood; it knows nothing of the kinds of record."""
