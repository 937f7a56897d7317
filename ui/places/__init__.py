"""The page of known places: the team's own list, to look through, to add to and to put right."""
