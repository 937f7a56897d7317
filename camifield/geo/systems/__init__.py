"""Systems of coordinates: datums, map projections, their grids, and how people name and write them."""
