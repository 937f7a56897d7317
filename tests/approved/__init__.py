"""Outputs as text, read by a person when they change: the tables, the dictionary, the headings of the workbook."""
