"""Languages: the words people read, and how they write numbers and dates."""
