"""The tracks of a receiver, brought in: which walks a file holds, whose they are, and what they know of other records."""
