"""Today: who is here, three large ways to begin, what is unfinished and what is not yet handed over."""
