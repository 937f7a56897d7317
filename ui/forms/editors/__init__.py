"""The editors of the form: one file a way of answering."""
