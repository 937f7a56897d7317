"""Files of places: waypoints, tracks, points, lines and areas of GPX, KML, GeoJSON and shapefiles, read alike."""
