"""Protects the reading of waypoints, tracks, points, lines and areas that other programs wrote."""
