"""Files in and out: tables and workbooks of other people, and what this program hands over."""
