"""Maps that people bring as packages of picture tiles (MBTiles, PMTiles): read only, and nothing in them is trusted."""
