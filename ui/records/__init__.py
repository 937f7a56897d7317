"""The Records page: find any record, look at it with its history, put it right, one or many."""
