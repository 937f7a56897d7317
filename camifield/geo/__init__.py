"""Places on the earth: positions as people write them, distances, generalised cells, and the countries of the region."""
