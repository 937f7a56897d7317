"""The parts of bringing a table in: who is new, what was brought in before, what a row of ours corrects, and the writing."""
