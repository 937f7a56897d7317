"""From a table's columns to the fields of our kinds: what is proposed, what a person decides, and what each row becomes."""
